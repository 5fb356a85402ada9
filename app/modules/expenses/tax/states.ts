/** States without a tax on wages and business income of persons, as the two letters of their codes. */
const withoutIncomeTax = new Set(['AK', 'FL', 'NV', 'NH', 'SD', 'TN', 'TX', 'WA', 'WY']);

/** A state's rate where it is known without asking, in millionths: 0, or null when the taxpayer has to say it. */
export function presetStateRate(state: string | null): number | null {
  return state !== null && withoutIncomeTax.has(state) ? 0 : null;
}

/** What the page says about a preset of 0. */
export function explainPreset(state: string, year: number): string {
  const businessTaxes = 'Its taxes on businesses are not included.';
  return state === 'NH' && year <= 2024
    ? `New Hampshire taxes no wages or business income of persons, but taxed interest and dividends through 2024: that is not included. ${businessTaxes}`
    : `This state taxes no income of persons. ${businessTaxes}`;
}
