import { expect, test } from 'vitest';
import { type ChosenBundle, reasonLeftOut } from './bundle-acts.ts';

const bundle: ChosenBundle = { status: 'DRAFT', tools: 3, unsoldTools: 0, originalPrice: 30_000, bundlePrice: 25_000 };

test('a bundle that could be sold is put on sale, and archived', () => {
  expect(reasonLeftOut('publish', bundle)).toBeNull();
  expect(reasonLeftOut('publish', { ...bundle, status: 'ARCHIVED' })).toBeNull();
  expect(reasonLeftOut('archive', bundle)).toBeNull();
});

test.each([
  ['publish', { status: 'ACTIVE' }],
  ['publish', { tools: 1 }],
  ['publish', { unsoldTools: 1 }],
  ['publish', { bundlePrice: 30_001 }],
  ['publish', { bundlePrice: 30_000 }],
  ['archive', { status: 'ARCHIVED' }],
] as const)('%s leaves out %o, and says why', (act, difference) => {
  expect(reasonLeftOut(act, { ...bundle, ...difference })).toMatch(/^[A-Z]/);
});
