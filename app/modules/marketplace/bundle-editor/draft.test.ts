import { expect, test } from 'vitest';
import { suggestSlug } from './draft.ts';

test.each([
  ['Lead Generation Pro', 'lead-generation-pro'],
  ['  Café & Büro: 2nd edition! ', 'cafe-buro-2nd-edition'],
  ['!!!', ''],
  [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
])('the name %j suggests the address %j', (name, slug) => {
  expect(suggestSlug(name)).toBe(slug);
});
