import { isolateName } from './names.ts';

/** A value of an enum as words: "CONTENT_MARKETING" is "Content marketing". */
export function toWords(value: string): string {
  return capitalize(value.toLowerCase().replaceAll('_', ' '));
}

/** A text with a large first letter. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * A number of things: "1 tool", "1,200 tools".
 * @param word  for one of them; the word for several ends with an s
 */
export function countWords(count: number, word: string): string {
  return `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;
}

/**
 * Names as part of a sentence: "A, B, and C".
 * @param type  "disjunction" says "or"
 */
export function listNames(names: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat('en-US', { type }).format(names);
}

/** Names as part of a short line: of more than three the first two, and how many others there are. */
export function summarizeNames(names: readonly string[]): string {
  return listNames(names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names);
}

/** Stands for the name of somebody who is no member any more. */
export const memberWords = 'Somebody who has left';

/** The name of a member of the organization in a text, null once they have left. In markup, `MemberName` writes it. */
export function memberName(name: string | null): string {
  return name === null ? memberWords : isolateName(name);
}
