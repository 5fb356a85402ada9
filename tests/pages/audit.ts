import { type FactsByRoute, managers, platform } from './facts.ts';

export const auditPages = {
  // Fifty entries, each with its changes.
  'admin.audit.tsx': {
    address: '/admin/audit',
    also: ['/admin/audit?subject=tool'],
    may: platform,
    statements: 2,
    html: 100_000,
  },
  'admin.audit[.]csv.ts': { address: '/admin/audit.csv', may: platform, type: 'text/csv', statements: 2 },
  'organization.audit.tsx': { address: '/organization/audit', may: managers, statements: 2, html: 100_000 },
  'organization.audit[.]csv.ts': { address: '/organization/audit.csv', may: managers, type: 'text/csv', statements: 2 },
} as const satisfies FactsByRoute;
