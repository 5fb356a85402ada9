import type { Module } from '~/modules/module.ts';

export const mail = { name: 'mail', title: 'Mail', publicAddresses: ['/contact'] } as const satisfies Module;
