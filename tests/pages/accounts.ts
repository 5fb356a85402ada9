import { everybody, type FactsByRoute, guests, managers, owners, people, platform, signedIn } from './facts.ts';

export const accountPages = {
  'account_.delete.tsx': { address: '/account/delete', may: signedIn, statements: 2, actsFor: 'person' },
  'account.tsx': { address: '/account', may: signedIn, actsFor: 'person' },
  'admin.organizations.$id.tsx': { address: '/admin/organizations/:organization', may: platform, statements: 2 },
  'admin.organizations._index.tsx': { address: '/admin/organizations', may: platform, statements: 2 },
  'forgot-password.tsx': { address: '/forgot-password', may: everybody, actsFor: 'person' },
  'invitations.$token.tsx': { address: '/invitations/:invitation', may: everybody, statements: 2, actsFor: 'person' },
  'login.tsx': { address: '/login', may: guests, otherwise: '/', actsFor: 'person' },
  'logout.tsx': { address: '/logout', may: signedIn, otherwise: '/', badForm: 'not read', actsFor: 'person' },
  'organization._index.tsx': { address: '/organization', may: people, statements: 4 },
  // Not by the owner, who would work for the new one from then on.
  'organization.new.tsx': { address: '/organization/new', may: signedIn, visitor: 'administrator', actsFor: 'person' },
  'organization.data.tsx': { address: '/organization/data', may: owners, statements: 2 },
  'organization.export.ts': {
    address: '/organization/export',
    may: everybody,
    visitor: 'owner',
    leadsTo: '/organization/data',
    statements: 0,
  },
  'organization.export[.]zip.ts': {
    address: '/organization/export.zip',
    may: everybody,
    visitor: 'owner',
    leadsTo: '/organization/data',
    statements: 0,
    badForm: 'not read',
  },
  'organization_.spending-limit.tsx': { address: '/organization/spending-limit', may: managers, statements: 2 },
  'reset-password.tsx': {
    address: '/reset-password?token=:reset',
    also: ['/reset-password?token=unknown'],
    may: everybody,
    statements: 2,
    actsFor: 'person',
  },
  'signup.tsx': { address: '/signup', may: guests, otherwise: '/', actsFor: 'person' },
  'switch-organization.tsx': {
    address: '/switch-organization',
    may: everybody,
    visitor: 'owner',
    leadsTo: '/',
    badForm: 'missing',
    actsFor: 'person',
  },
} as const satisfies FactsByRoute;
