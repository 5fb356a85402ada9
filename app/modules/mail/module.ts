import type { Module } from '~/modules/module.ts';

export const mail = { name: 'mail', title: 'Mail' } as const satisfies Module;
