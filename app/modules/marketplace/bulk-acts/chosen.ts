import { z } from 'zod';

/** The most things that one act changes. The database refuses more. */
export const mostChosen = 200;

const id = z.guid();

/** The things that were ticked in a list, by their ids in the address, each once. Leaves out what is no id. */
export function readChosenIds(search: URLSearchParams): string[] {
  const ids = search.getAll('id').filter((text) => id.safeParse(text).success);
  return [...new Set(ids.map((text) => text.toLowerCase()))].slice(0, mostChosen);
}

/** The orders that were ticked in a list, by their numbers in the address, each once. */
export function readChosenNumbers(search: URLSearchParams): string[] {
  const numbers = search.getAll('id').filter((text) => /^[\w-]{1,40}$/.test(text));
  return [...new Set(numbers)].slice(0, mostChosen);
}
