import { expect, test } from 'vitest';
import { blankTool, previewTool } from './preview.ts';

const typed = {
  name: ' Showing Planner ',
  description: 'Plans the showings of a day.',
  icon: 'calendar-plus',
  category: 'GROWTH',
  area: 'LISTINGS',
  tier: 'T2',
  price: '',
  priceModel: 'MONTHLY',
  usageUnit: '',
  unitsIncluded: '',
  unitPrice: '',
  requiredTier: 'STARTER',
  publishAs: 'BETA',
};

test('the card shows what is typed, with the price of the tier where none is', () => {
  expect(previewTool(typed, blankTool)).toMatchObject({
    name: 'Showing Planner',
    description: 'Plans the showings of a day.',
    icon: 'calendar-plus',
    category: 'GROWTH',
    area: 'LISTINGS',
    price: 20_000,
    requiredTier: 'STARTER',
    status: 'BETA',
  });
  expect(previewTool({ ...typed, price: '125.50' }, blankTool).price).toBe(12_550);
  expect(previewTool({ ...typed, price: '125.50', priceModel: 'FREE' }, blankTool).price).toBe(0);
});

test('what cannot be used leaves what is saved', () => {
  const saved = { ...blankTool, name: 'Saved', icon: 'map-pinned', category: 'ELITE', rating: 4.5 } as const;
  const broken = { ...typed, name: '', icon: 'no-such-icon', category: 'NONE', price: 'much', publishAs: 'NONE' };
  expect(previewTool(broken, saved)).toMatchObject({
    name: 'Saved',
    icon: 'map-pinned',
    category: 'ELITE',
    price: 20_000,
    status: 'ACTIVE',
    rating: 4.5,
  });
  expect(previewTool({}, blankTool)).toEqual({ ...blankTool, price: 10_000 });
});

test('use is told of a tool that is paid by use alone', () => {
  const use = { usageUnit: 'report', unitsIncluded: '200', unitPrice: '0.25' };
  expect(previewTool({ ...typed, ...use, priceModel: 'USAGE_BASED' }, blankTool)).toMatchObject({
    usageUnit: 'report',
    unitsIncluded: 200,
    unitPrice: 25,
  });
  expect(previewTool({ ...typed, ...use }, blankTool)).toMatchObject({ usageUnit: null, unitPrice: null });
});
