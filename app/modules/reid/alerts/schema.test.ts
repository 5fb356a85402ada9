import { expect, test } from 'vitest';
import { alertSchema, testSchema } from './schema.ts';
import { describeConditions } from './watched-figures.ts';

const typed = {
  intent: 'test',
  watch: 'price',
  compare: 'falls',
  value: '5',
  unit: 'percent',
  over: 'year',
  source: 'redfin',
  areas: 'Austin, TX',
};
const read = (values: Record<string, string>) => testSchema.parse({ ...typed, ...values }).conditions;

test.each([
  [{}, { figure: 'price', compare: 'falls', value: 5, unit: 'percent', over: 'year', source: 'redfin' }],
  [
    { unit: 'amount', value: '$12,500.50', propertyType: 'Condo' },
    {
      figure: 'price',
      compare: 'falls',
      value: 1_250_050,
      unit: 'amount',
      over: 'year',
      source: 'redfin',
      propertyType: 'Condo',
    },
  ],
  [
    { compare: 'below', unit: 'amount', value: '350,000' },
    { figure: 'price', compare: 'below', value: 35_000_000, unit: 'amount', source: 'redfin' },
  ],
  [
    { watch: 'days_on_market', compare: 'rises', unit: 'amount', value: '7.5', over: 'previous' },
    { figure: 'days_on_market', compare: 'rises', value: 7.5, unit: 'points', over: 'previous', source: 'redfin' },
  ],
  [
    { watch: 'market_label', value: '' },
    { figure: 'market_label', compare: 'label_changes', over: 'year', source: 'redfin' },
  ],
])('%o is read', (values, conditions) => {
  expect(read(values)).toEqual(conditions);
});

test.each([
  ['value', { value: '' }],
  ['value', { value: '0' }],
  ['value', { value: '-5' }],
  ['value', { value: '5.125' }],
  ['value', { watch: 'new_listings', compare: 'above', unit: 'amount', value: '1.5' }],
  ['unit', { compare: 'below' }],
  ['unit', { watch: 'days_on_market', compare: 'rises' }],
  ['areas', { areas: 'Nowhere' }],
  ['areas', { areas: ' \n ' }],
  ['areas', { areas: Array.from({ length: 201 }, (_, index) => `zip-${10_000 + index}`).join('\n') }],
  ['watch', { watch: 'median_age' }],
  ['watch', { watch: 'constructor' }],
  ['source', { source: ' ' }],
])('what is wrong is said beside %s: %o', (field, values) => {
  const parsed = testSchema.safeParse({ ...typed, ...values });
  expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

const saved = {
  ...typed,
  intent: 'save',
  id: '0c8b6a1e-2b1e-4d53-9d7c-0d4b5f0f3c11',
  name: 'Prices',
  frequency: 'DAILY',
  channels: ['IN_APP'],
  timeZone: 'America/Chicago',
};

test('an alert is read with what is left out', () => {
  expect(
    alertSchema.parse({ ...saved, emails: 'a@harbor.test\nb@harbor.test, a@harbor.test', maxPerDay: '3' }),
  ).toEqual({
    id: saved.id,
    version: null,
    name: 'Prices',
    conditions: read({}),
    areaKeys: ['city-tx-austin'],
    keepsFilters: false,
    frequency: 'DAILY',
    channels: ['IN_APP'],
    emails: ['a@harbor.test', 'b@harbor.test'],
    webhookUrl: null,
    timeZone: 'America/Chicago',
    maxPerDay: 3,
    disableAfter: null,
    requireVerification: false,
    isForOrganization: false,
  });
});

test.each([
  ['channels', { channels: [] }],
  ['emails', { channels: ['EMAIL'] }],
  ['emails', { emails: 'not an email' }],
  ['emails', { emails: Array.from({ length: 11 }, (_, index) => `a${index}@harbor.test`).join('\n') }],
  ['webhookUrl', { channels: ['WEBHOOK'] }],
  ['timeZone', { timeZone: 'Texas/Austin' }],
  ['timeZone', { timeZone: '+05:00' }],
  ['maxPerDay', { maxPerDay: '0' }],
  ['disableAfter', { disableAfter: 'often' }],
])('an alert with a wrong %s is not saved: %o', (field, values) => {
  const parsed = alertSchema.safeParse({ ...saved, ...values });
  expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test.each([
  [{}, 'Price falls by at least 5.0%, compared with a year before. Source: Redfin.'],
  [{ compare: 'below', unit: 'amount', value: '350,000' }, 'Price is at or below $350,000.00. Source: Redfin.'],
  [
    { watch: 'days_on_market', compare: 'rises', unit: 'amount', value: '7', propertyType: 'Condo' },
    'Days on market (Condo) rises by at least 7 days, compared with a year before. Source: Redfin.',
  ],
  [
    { watch: 'market_label', over: 'previous' },
    'The market label changes, compared with the period before. Source: Redfin.',
  ],
])('%o is said in words', (values, words) => {
  expect(describeConditions(read(values))).toBe(words);
});

test('conditions of before are not understood', () => {
  expect(describeConditions({})).toContain('Say anew');
});
