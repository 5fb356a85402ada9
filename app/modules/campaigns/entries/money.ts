/** What a campaign cost and brought, in cents. */
export interface CampaignMoney {
  spent: number;
  revenue: number;
  /** People who asked. */
  leads: number;
}

/**
 * The return on what was spent, in percent with two places: (revenue − spent) · 100 ÷ spent. Null where nothing was spent, because
 * nothing can be divided by it.
 */
export function calculateReturn({ spent, revenue }: Pick<CampaignMoney, 'spent' | 'revenue'>): number | null {
  return spent === 0 ? null : Math.round(((revenue - spent) * 10_000) / spent) / 100;
}

/** What a lead cost, in whole cents; null where there is none. */
export function calculateCostPerLead({ spent, leads }: Pick<CampaignMoney, 'spent' | 'leads'>): number | null {
  return leads === 0 ? null : Math.round(spent / leads);
}

/** The part of the budget that is spent, in whole percent, rounded down; null without a budget. */
export function calculateBudgetUsed(spent: number, budget: number | null): number | null {
  return budget === null || budget === 0 ? null : Math.floor((spent * 100) / budget);
}

/** A percentage with as many places as it has, two at most: "250%", "−33.33%". */
export function writePercent(percent: number): string {
  return `${percent.toLocaleString('en-US', { maximumFractionDigits: 2 })}%`.replace('-', '−');
}
