/** The lines of a guest cart that joined a person's cart at sign-in, and those that did not. */
export interface JoinedCart {
  /** The number of lines that are new in the person's cart. */
  joined: number;
  /** The name is null for an item that is no longer in the catalog. */
  dropped: { name: string | null; state: 'OWNED' | 'NOT_SOLD' | 'FULL' | 'NO_CART' }[];
}

const reasons = {
  OWNED: 'your organization owns it',
  NOT_SOLD: 'it is no longer sold',
  FULL: 'your cart is full',
  NO_CART: 'you do not buy for an organization',
};
/** With two names of full length the message stays below the 500 characters that the next page shows. */
const namedAtMost = 2;

/** Says which lines of a guest cart were not kept and why; undefined when all were. */
export function describeDroppedLines({ dropped }: JoinedCart): string | undefined {
  if (dropped.length === 0) return undefined;
  const sentences = dropped
    .slice(0, namedAtMost)
    .map(({ name, state }) => `${name ?? 'One item'} was not added: ${reasons[state]}.`);
  const others = dropped.length - namedAtMost;
  if (others > 0) sentences.push(`${others} more were not added for the same reasons.`);
  return sentences.join(' ');
}
