/** A tool that the organization owns, with its seats; null for one that everybody may use. */
interface SeatedTool {
  slug: string;
  name: string;
  seatsIncluded: number | null;
  seatsUsed: number;
}

/** A tool with people who hold no seat of it. */
export interface SeatGap {
  slug: string;
  name: string;
  /** Seats that are paid for and given to nobody. */
  free: number;
  /** People who have no seat, whether or not one is free. */
  without: number;
  /** Whether nobody at all can use it. */
  isUnused: boolean;
}

const freeSeats = ({ seatsIncluded, seatsUsed }: SeatedTool) =>
  seatsIncluded === null ? 0 : Math.max(0, seatsIncluded - seatsUsed);

/**
 * The tools of which somebody has no seat: those that nobody can use first, then those with seats to give, then the rest.
 * @param people  of the organization who use tools
 */
export function listSeatGaps(tools: readonly SeatedTool[], people: number): SeatGap[] {
  const urgency = ({ isUnused, free }: SeatGap) => (free === 0 ? 2 : isUnused ? 0 : 1);
  return tools
    .flatMap((tool) => {
      const without = people - tool.seatsUsed;
      if (tool.seatsIncluded === null || without <= 0) return [];
      const { slug, name } = tool;
      return [{ slug, name, free: freeSeats(tool), without, isUnused: tool.seatsUsed === 0 }];
    })
    .toSorted((one, other) => urgency(one) - urgency(other));
}

/**
 * The seats of all tools that are paid for and given to nobody, and those that would have to be bought for everybody to have one.
 * @param people  of the organization who use tools
 */
export function countSeats(tools: readonly SeatedTool[], people: number): { free: number; missing: number } {
  return {
    free: tools.reduce((sum, tool) => sum + freeSeats(tool), 0),
    missing: listSeatGaps(tools, people).reduce((sum, { free, without }) => sum + Math.max(0, without - free), 0),
  };
}
