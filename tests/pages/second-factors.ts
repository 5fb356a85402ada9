import { everybody, type FactsByRoute, guests, managers, signedIn } from './facts.ts';

export const secondFactorPages = {
  'account_.security.tsx': { address: '/account/security', may: signedIn, statements: 4, actsFor: 'person' },
  'account_.security_.authenticator.tsx': {
    address: '/account/security/authenticator',
    may: signedIn,
    statements: 2,
    actsFor: 'person',
  },
  'login_.passkey.tsx': { address: '/login/passkey', may: guests, otherwise: '/home', actsFor: 'person' },
  // Only in the middle of signing in.
  'login_.second-factor.tsx': {
    address: '/login/second-factor',
    may: everybody,
    visitor: 'guest',
    leadsTo: '/login',
    // Whoever is not in the middle of signing in starts over, whatever they send.
    badForm: 'not read',
    actsFor: 'person',
  },
  'organization_.security.tsx': { address: '/organization/security', may: managers, statements: 3 },
} as const satisfies FactsByRoute;
