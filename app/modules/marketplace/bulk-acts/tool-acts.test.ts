import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChosenTool, decideToolChange, readPriceStep, stepPrice, sumAfter, type ToolChange } from './tool-acts.ts';

const tool: ChosenTool = {
  id: 'a',
  revision: 1,
  status: 'ACTIVE',
  price: 10_000,
  priceModel: 'MONTHLY',
  isFeatured: false,
};

test.each([
  ['10', 'percent', { unit: 'percent', basisPoints: 1000 }],
  ['-5.5 %', 'percent', { unit: 'percent', basisPoints: -550 }],
  ['+0.01', 'percent', { unit: 'percent', basisPoints: 1 }],
  ['−$12.50', 'dollars', { unit: 'dollars', cents: -1250 }],
  ['1,000', 'dollars', { unit: 'dollars', cents: 100_000 }],
  ['0', 'percent', null],
  ['', 'percent', null],
  [null, 'dollars', null],
  ['5 %', 'dollars', null],
  ['--5', 'percent', null],
  ['1e3', 'percent', null],
] as const)('%s in %s', (text, unit, step) => {
  expect(readPriceStep(text, unit)).toEqual(step);
});

test('a share is rounded half up to the cent, a sum is added', () => {
  expect(stepPrice(995, { unit: 'percent', basisPoints: 1000 })).toBe(1095);
  expect(stepPrice(5, { unit: 'percent', basisPoints: 1000 })).toBe(6);
  expect(stepPrice(333, { unit: 'percent', basisPoints: -1000 })).toBe(300);
  expect(stepPrice(1000, { unit: 'dollars', cents: -250 })).toBe(750);
});

test('more percent never cost less', () => {
  const share = fc.integer({ min: -10_000, max: 100_000 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000_000 }), share, share, (price, one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const priced = (basisPoints: number) => stepPrice(price, { unit: 'percent', basisPoints });
      expect(priced(low)).toBeLessThanOrEqual(priced(high));
    }),
  );
});

test('what cannot get a price stays as it is, and says why', () => {
  const half = { unit: 'percent', basisPoints: -5000 } as const;
  expect(decideToolChange('reprice', tool, half)).toEqual({ price: 5000 });
  expect(decideToolChange('reprice', { ...tool, priceModel: 'FREE', price: 0 }, half)).toBe(
    'A free tool costs nothing',
  );
  expect(decideToolChange('reprice', tool, { unit: 'dollars', cents: -10_000 })).toBe('It would cost nothing');
  expect(decideToolChange('reprice', tool, { unit: 'dollars', cents: 100_000_000 })).toMatch(/more than a tool can/);
  expect(decideToolChange('reprice', tool, null)).toBe('Enter by how much');
});

test('publishing leaves a beta a beta, and brings back what was hidden', () => {
  expect(decideToolChange('publish', { ...tool, status: 'BETA' }, null)).toBe('Published already');
  expect(decideToolChange('publish', { ...tool, status: 'DISABLED' }, null)).toEqual({ status: 'ACTIVE' });
  expect(decideToolChange('disable', tool, null)).toEqual({ status: 'DISABLED' });
  expect(decideToolChange('unfeature', tool, null)).toBe('Not featured');
});

test('the sum of a bundle follows the prices of those of its tools that change', () => {
  const other = { ...tool, id: 'b', price: 20_000 };
  const changes = new Map<string, ToolChange>([
    ['a', { price: 11_000 }],
    ['b', { price: 22_000 }],
  ]);
  const bundle = { originalPrice: 40_000, bundlePrice: 30_000, toolIds: ['a'] };
  expect(sumAfter(bundle, [tool, other], changes)).toBe(41_000);
});
