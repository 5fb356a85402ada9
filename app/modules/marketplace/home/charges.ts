import type { Costs } from '~/modules/marketplace/cart/costs.ts';
import type { PriceModel } from '~/modules/marketplace/labels.ts';

/** The parts of a purchase that decide what it costs from its next period on; cents. */
interface Charge {
  priceModel: PriceModel;
  goesOn: boolean;
  price: number;
  unitPrice: number | null;
}

/** The cents that purchases cost every month and every year. Those that end when their period does cost nothing more. */
export function sumCharges(charges: readonly Charge[]): Omit<Costs, 'today'> {
  const going = charges.filter(({ goesOn }) => goesOn);
  const sum = (isPart: (charge: Charge) => boolean) =>
    going.filter(isPart).reduce((total, { price }) => total + price, 0);
  return {
    monthly: sum(({ priceModel }) => priceModel !== 'ANNUAL'),
    yearly: sum(({ priceModel }) => priceModel === 'ANNUAL'),
    isByUse: going.some(({ priceModel, unitPrice }) => priceModel === 'USAGE_BASED' && unitPrice !== null),
  };
}
