/** A pattern for `ilike` that finds a text anywhere. `%` and `_` mean themselves in it. */
export function patternHolding(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
