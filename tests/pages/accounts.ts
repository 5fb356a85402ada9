import { everybody, type FactsByRoute, guests, managers, owners, people, platform, signedIn } from './facts.ts';

export const accountPages = {
  'account.tsx': { address: '/account', may: signedIn, actsFor: 'person' },
  'admin.organizations.$id.tsx': { address: '/admin/organizations/:organization', may: platform, statements: 2 },
  'admin.organizations._index.tsx': { address: '/admin/organizations', may: platform, statements: 2 },
  'forgot-password.tsx': { address: '/forgot-password', may: everybody, actsFor: 'person' },
  'invitations.$token.tsx': { address: '/invitations/:invitation', may: everybody, statements: 2, actsFor: 'person' },
  'login.tsx': { address: '/login', may: guests, otherwise: '/', actsFor: 'person' },
  'logout.tsx': { address: '/logout', may: signedIn, otherwise: '/', badForm: 'not read', actsFor: 'person' },
  'organization._index.tsx': { address: '/organization', may: people, statements: 4 },
  'organization.export.tsx': { address: '/organization/export', may: owners },
  'organization.export[.]zip.ts': {
    address: '/organization/export.zip',
    may: everybody,
    visitor: 'owner',
    leadsTo: '/organization/export',
    statements: 0,
    badForm: 'not read',
  },
  'organization_.spending-limit.tsx': { address: '/organization/spending-limit', may: managers, statements: 2 },
  'reset-password.($token).tsx': {
    address: '/reset-password/:reset',
    also: ['/reset-password/unknown', '/reset-password'],
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
  'trust.tsx': { address: '/trust', may: everybody, isPublic: true },
} as const satisfies FactsByRoute;
