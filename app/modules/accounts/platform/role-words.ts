import type { PlatformRole } from '#db/schema/index.ts';

/** The roles of the platform in words. Apart from the areas, which every page of the administration loads. */
export const platformRoleWords: Record<PlatformRole, { label: string; explanation: string }> = {
  CATALOG: { label: 'Catalog', explanation: 'Edits tools and bundles, and moderates reviews.' },
  BILLING: { label: 'Billing', explanation: 'Refunds, marks invoices as paid, sets limits and the seller.' },
  SUPPORT: { label: 'Support', explanation: 'Looks after organizations, their tiers and people.' },
  AUDITOR: { label: 'Auditor', explanation: 'Reads everything here, the audit trail too, and changes nothing.' },
  SUPERADMIN: { label: 'Superadmin', explanation: 'Gives and takes these roles, and nothing else.' },
};
