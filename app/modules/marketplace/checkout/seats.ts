import { countWords, listNames } from '~/utils/words.ts';

/** A tool of an order that comes with seats, and how many of them are free. */
export interface SeatTool {
  name: string;
  free: number;
}

/** Somebody who can hold a seat. */
export interface SeatCandidate {
  id: string;
  name: string;
  email: string;
}

/** As many as a form offers; further people are given their seats under "My tools". */
export const mostSeatCandidates = 50;

/** Tools that are named one by one. */
const mostNamed = 4;

/**
 * The people whose boxes are ticked at first: who asked for the order, then who places it, as far as any of its tools has a seat left.
 * @param requesterId  null for an order that nobody asked for
 */
export function suggestSeatHolders(
  { tools, people }: { tools: readonly SeatTool[]; people: readonly SeatCandidate[] },
  viewerId: string,
  requesterId: string | null,
): string[] {
  const room = Math.max(0, ...tools.map(({ free }) => free));
  const wanted = new Set(requesterId === null ? [viewerId] : [requesterId, viewerId]);
  return [...wanted].filter((id) => people.some((person) => person.id === id)).slice(0, room);
}

/** Says how many seats the tools of an order have left. */
export function describeSeats(tools: readonly SeatTool[]): string {
  if (tools.length <= mostNamed)
    return `${listNames(tools.map(({ name, free }) => `${name} has ${countWords(free, 'free seat')}`))}.`;
  const free = tools.map((tool) => tool.free);
  const [least, most] = [Math.min(...free), Math.max(...free)];
  return `${tools.length} of these tools have seats, ${least === most ? countWords(least, 'free one') : `${least} to ${most} free ones`} each.`;
}
