/** The text of a search field, split before its last word. */
interface SearchText {
  whole: string;
  /** All but the last word. */
  start: string;
  /** The last word, if it may be unfinished; else null. */
  last: string | null;
}

/** The shortest beginning that is searched by: too many words begin with a shorter one. */
const shortestBeginning = 3;

/** Splits a search so that its last word can be found by its beginning. */
export function splitSearch(whole: string): SearchText {
  const [, start = '', last = ''] = /^(.*?)([\p{L}\p{N}]*)$/u.exec(whole) ?? [];
  // A word inside quotes or after a minus is meant as it stands.
  const isOpen = last.length >= shortestBeginning && !whole.includes('"') && !start.endsWith('-');
  return { whole, start, last: isOpen ? last : null };
}
