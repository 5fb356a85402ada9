const regions = new Intl.DisplayNames('en', { type: 'region' });

/** A country by its two letters, in words: "Germany". Undefined for null, and for what is no country. */
export function nameCountry(country: string | null): string | undefined {
  return country !== null && /^[A-Z]{2}$/.test(country) ? regions.of(country) : undefined;
}
