import fc from 'fast-check';

export const toolCount = 6;
export const bundleCount = 3;
export const organizationCount = 3;

// Mostly the same one, so that there is something to act on.
const who = fc.constantFrom(0, 0, 0, 0, 1, 2);
const tool = fc.nat({ max: toolCount - 1 });
const bundle = fc.nat({ max: bundleCount - 1 });
// The latest order is of the most interest.
const nth = fc.constantFrom(0, 0, 1, 1, 2, 3);
const method = fc.constantFrom('INVOICE', 'INVOICE', 'CREDIT_CARD');
const reversalState = fc.constantFrom('REFUNDED', 'OPEN', 'GONE', 'KEPT');
const is = <Act extends string>(act: Act) => fc.constant(act);

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: is('buy tools'),
      who,
      tools: fc.uniqueArray(tool, { minLength: 1, maxLength: 2 }),
      method,
    }),
  },
  { weight: 4, arbitrary: fc.record({ act: is('buy a bundle'), who, bundle, method }) },
  { weight: 4, arbitrary: fc.record({ act: is('cancel an order'), who, nth, together: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ act: is('pay'), who, nth }) },
  { weight: 2, arbitrary: fc.record({ act: is('refund'), who, nth, row: nth }) },
  { weight: 1, arbitrary: fc.record({ act: is('suspend'), who, nth }) },
  { weight: 1, arbitrary: fc.record({ act: is('limit credit'), who, limit: fc.constantFrom(null, 0, 1_000_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: is('reverse'),
      who,
      nth,
      reversal: fc.nat({ max: 2 }),
      part: fc.constantFrom(1, 2, 3),
      state: reversalState,
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: is('use'), who, tool }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: is('use units'),
      who,
      units: fc.constantFrom(1, 7, 12),
      key: fc.nat(3),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: is('cap'), who, cents: fc.constantFrom(null, 0, 500) }),
  },
  { weight: 1, arbitrary: fc.record({ act: is('renew or not'), who, tool, renews: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: is('cancel a purchase'), who, tool }) },
  { weight: 1, arbitrary: fc.record({ act: is('cancel a bundle'), who, bundle }) },
  { weight: 3, arbitrary: fc.record({ act: is('days pass'), days: fc.constantFrom(1, 10, 15, 31, 40, 370) }) },
  { weight: 1, arbitrary: fc.record({ act: is('reprice'), tool, price: fc.integer({ min: 1, max: 30_000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: is('sell otherwise'),
      tool,
      model: fc.constantFrom('ONE_TIME', 'MONTHLY', 'ANNUAL', 'USAGE_BASED'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: is('sell or not'), tool, isSold: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: is('reprice a bundle'), bundle, price: fc.integer({ min: 6, max: 60_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ act: is('fill a bundle'), bundle, tool, isIn: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: is('change tier'), who, tier: fc.constantFrom('FREE', 'GROWTH', 'ELITE') }),
  },
);
/** One thing that somebody or time does. Organizations, tools and bundles are named by their places in the world that is played in. */
export type MoneyStep = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Random sequences of what buyers, the platform and time do to money; `playSequence` plays them. */
export const moneySequence = fc.array(step, { minLength: 6, maxLength: 24, size: 'max' });
