import type { Module } from '~/modules/module.ts';

export const accounts = {
  name: 'accounts',
  title: 'Accounts',
  personalAddresses: [
    '/account',
    '/confirm-billing/',
    '/confirm-email',
    '/confirm-identity',
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
    billing_email: 'Email for invoices',
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
    users: [
      'password_hash',
      'password_salt',
      'password_check',
      'email_confirmed_at',
      'pending_email',
      'is_platform_admin',
      'last_organization_id',
      'updated_at',
    ],
    billing_emails: ['token_hash'],
    memberships: [],
    invitations: ['token_hash'],
  },
} as const satisfies Module;
