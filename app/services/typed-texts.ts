import type { SubmissionResult } from '@conform-to/react';

/** The texts that were typed into a refused form, by field name, to be shown again. */
export function readTypedTexts({ initialValue }: SubmissionResult): Record<string, string> {
  return Object.fromEntries(
    Object.entries(initialValue ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** The values of a field that was sent any number of times with a refused form, like ticked boxes. */
export function readTypedList({ initialValue }: SubmissionResult, name: string): string[] {
  return [initialValue?.[name]].flat().filter((value) => typeof value === 'string');
}

/** Whether a field is never sent back to its sender. */
export function isSecret(name: string): boolean {
  return /password/i.test(name);
}
