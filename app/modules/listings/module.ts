import type { Module } from '~/modules/module.ts';

/** The organization's properties, which the modules that purchases unlock share. */
export const listings = {
  name: 'listings',
  title: 'Listings',
  exportedTables: { listings: [] },
} as const satisfies Module;
