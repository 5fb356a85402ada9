import type { FieldMetadata } from '@conform-to/react';

/** What a text or select field of a conform form takes from it: name, limits, what was typed and what is wrong with it. */
export function fieldProps(field: FieldMetadata<unknown>) {
  const { name, required, minLength, maxLength, initialValue, errors } = field;
  return {
    name,
    required,
    minLength,
    maxLength,
    // A form sent by a program can hold a list where one text belongs.
    defaultValue: typeof initialValue === 'string' ? initialValue : undefined,
    error: errors,
  };
}
