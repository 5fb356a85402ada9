/** How many approved reviews gave a rating. */
export interface RatingCount {
  rating: number;
  count: number;
}

/**
 * Why the rating that is shown is not the plain average of the reviews beside it: of 5, 4 and 3 it may be 4.2, because a review counts
 * half as much as one written a year later.
 * @param rating  as the tool has it
 * @returns undefined where the two read the same
 */
export function explainRating(rating: number, ratings: readonly RatingCount[]): string | undefined {
  const total = ratings.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const plain = ratings.reduce((sum, { rating: stars, count }) => sum + stars * count, 0) / total;
  if (plain.toFixed(1) === rating.toFixed(1)) return undefined;
  return `Newer reviews count more. The plain average is ${plain.toFixed(1)}.`;
}
