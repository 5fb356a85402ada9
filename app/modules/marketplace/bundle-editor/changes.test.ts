import { expect, test } from 'vitest';
import { describeBundleChanges } from './changes.ts';
import type { EditedBundle } from './draft.ts';

const bundle: EditedBundle = {
  name: 'Lead Generation Pro',
  slug: 'lead-generation-pro',
  description: 'More leads.',
  longDescription: '',
  bundleType: 'GROWTH_PACK',
  requiredTier: 'FREE',
  icon: 'magnet',
  isPopular: false,
  bundlePrice: 48_000,
  status: 'DRAFT',
  toolIds: ['a', 'b', 'c'],
};
const names = new Map([
  ['a', 'Lead Capture Agent'],
  ['b', 'Lead Scoring Engine'],
  ['c', 'Lead Source Analysis'],
  ['d', 'Risk Assessment'],
]);

test('a bundle that is the same has no changes', () => {
  expect(describeBundleChanges(bundle, { ...bundle }, names)).toEqual({
    fields: [],
    added: [],
    removed: [],
    reordered: false,
  });
});

test('every field that changed is named as it was and as it is', () => {
  const now: EditedBundle = {
    ...bundle,
    name: 'Leads',
    slug: 'leads',
    description: 'Many leads.',
    longDescription: 'Long.',
    bundleType: 'ELITE_PACK',
    requiredTier: 'ELITE',
    icon: 'box',
    isPopular: true,
    bundlePrice: 45_000,
    status: 'ACTIVE',
  };
  expect(
    describeBundleChanges(bundle, now, names).fields.map(({ label, before, now }) => [label, before, now]),
  ).toEqual([
    ['Name', 'Lead Generation Pro', 'Leads'],
    ['Address', '/bundles/lead-generation-pro', '/bundles/leads'],
    ['Description', 'More leads.', 'Many leads.'],
    ['Long description', '', 'Long.'],
    ['Type', 'Growth pack', 'Elite pack'],
    ['Plan needed', 'Any', 'Elite'],
    ['Icon', 'magnet', 'box'],
    ['Popular', 'No', 'Yes'],
    ['Price', '$480.00', '$450.00'],
    ['Status', 'Draft', 'On sale'],
  ]);
});

test('tools that came and went are no change of order', () => {
  expect(describeBundleChanges(bundle, { ...bundle, toolIds: ['d', 'a', 'c'] }, names)).toMatchObject({
    added: ['Risk Assessment'],
    removed: ['Lead Scoring Engine'],
    reordered: false,
  });
  expect(describeBundleChanges(bundle, { ...bundle, toolIds: ['b', 'a', 'c', 'd'] }, names)).toMatchObject({
    added: ['Risk Assessment'],
    removed: [],
    reordered: true,
  });
});
