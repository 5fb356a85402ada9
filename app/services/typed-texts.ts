import type { SubmissionResult } from '@conform-to/react';

/** What was typed into the text fields of a form that was refused, by field name, to be shown again. */
export function readTypedTexts({ initialValue }: SubmissionResult): Record<string, string> {
  return Object.fromEntries(
    Object.entries(initialValue ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
