/** What is typed into a search field, taken apart. */
interface SearchText {
  whole: string;
  /** All but the last word. */
  start: string;
  /** The last word, which may be unfinished; null where what is typed cannot be told to go on. */
  last: string | null;
}

/** A beginning shorter than this would be that of too many words. */
const shortestBeginning = 3;

/** Takes a search apart so that its last word can be found by its beginning. */
export function splitSearch(whole: string): SearchText {
  const [, start = '', last = ''] = /^(.*?)([\p{L}\p{N}]*)$/u.exec(whole) ?? [];
  // Inside quotes or after a minus a word is meant as it stands.
  const isOpen = last.length >= shortestBeginning && !whole.includes('"') && !start.endsWith('-');
  return { whole, start, last: isOpen ? last : null };
}
