/** What a profile is about, by its type. */
export const typeWords = {
  PROPERTY: 'Property',
  NEIGHBORHOOD: 'Area',
  MARKET_SEGMENT: 'Part of a market',
} as const;
