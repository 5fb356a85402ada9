/** The highest price of a tool or a bundle, in cents: a million dollars. */
export const highestPrice = 100_000_000;
