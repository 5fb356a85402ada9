import type { FieldMetadata } from '@conform-to/react';

/** The props of a text or select field of a conform form: its name, limits, typed value and errors. */
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
