const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Miles to the tenth: "1,204.0". */
export const formatMiles = (miles: number) => format.format(miles);

/** A rate in cents a mile as dollars: 72.5 is "$0.725". */
export const formatRate = (cents: number) => `$${(cents / 100).toFixed(3)}`;
