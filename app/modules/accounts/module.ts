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
  },
  auditFields: {
    invited_by: 'Invited by',
    is_platform_admin: 'Platform admin',
    organization_id: 'Organization',
    subscription_tier: 'Tier',
    user_id: 'Person',
  },
  exportedTables: {
    organizations: [],
    users: ['password_hash', 'is_platform_admin', 'last_organization_id', 'updated_at'],
    memberships: [],
    invitations: ['token_hash'],
  },
} as const satisfies Module;
