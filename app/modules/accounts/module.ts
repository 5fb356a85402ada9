import type { Module } from '~/modules/module.ts';

export const accounts = {
  name: 'accounts',
  title: 'Accounts',
  personalAddresses: [
    '/account',
    '/forgot-password',
    '/invitations/',
    '/login',
    '/organization',
    '/reset-password',
    '/signup',
  ],
  publicAddresses: ['/trust'],
  auditSubjects: {
    membership: 'Membership',
    invitation: 'Invitation',
    organization: 'Organization',
    user: 'Person',
    platform_role: 'Role on the platform',
    platform_approval: 'Approval on the platform',
  },
  auditFields: {
    invited_by: 'Invited by',
    asked_by: 'Asked by',
    decided_by: 'Decided by',
    granted_by: 'Given by',
    organization_id: 'Organization',
    subscription_tier: 'Tier',
    user_id: 'Person',
  },
  exportedTables: {
    organizations: [],
    users: ['password_hash', 'last_organization_id', 'updated_at'],
    memberships: [],
    invitations: ['token_hash'],
  },
} as const satisfies Module;
