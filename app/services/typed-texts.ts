/** What a page gets of a form that was refused: the values as they came, files among them. */
interface Refused {
  initialValue?: Readonly<Record<string, unknown>> | null | undefined;
}

/** The texts that were typed into a refused form, by field name, to be shown again. */
export function readTypedTexts({ initialValue }: Refused): Record<string, string> {
  return Object.fromEntries(
    Object.entries(initialValue ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** The values of a field that was sent any number of times with a refused form, like ticked boxes. */
export function readTypedList({ initialValue }: Refused, name: string): string[] {
  return [initialValue?.[name]].flat().filter((value): value is string => typeof value === 'string');
}

/** Whether a field is never sent back to its sender. */
export function isSecret(name: string): boolean {
  return /password/i.test(name);
}
