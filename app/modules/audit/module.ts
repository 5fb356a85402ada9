import type { Module } from '~/modules/module.ts';

export const audit = {
  name: 'audit',
  title: 'Audit',
  auditFields: { actor_id: 'Person' },
  exportedTables: { audit_log: [] },
} as const satisfies Module;
