/** The highest price of a tool or a bundle, in cents: a million dollars. */
export const highestPrice = 100_000_000;

/** The highest price of a unit of use, in cents. */
export const highestUnitPrice = 1_000_000;
