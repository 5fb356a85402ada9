import { everybody, type FactsByRoute, nobody } from './facts.ts';

export const requestPages = {
  '[.]well-known.security[.]txt.ts': {
    address: '/.well-known/security.txt',
    may: everybody,
    type: 'text/plain',
    statements: 0,
  },
  '$.tsx': { address: '/no-such-page', may: nobody, otherwise: 'missing' },
  // It also asks what the role of its connection could do.
  'healthz.ts': { address: '/healthz', may: everybody, type: 'application/json', statements: 2 },
  'robots[.]txt.ts': { address: '/robots.txt', may: everybody, type: 'text/plain', statements: 0 },
  'sitemap[.]xml.ts': { address: '/sitemap.xml', may: everybody, type: 'application/xml', statements: 3 },
} as const satisfies FactsByRoute;
