import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What is known of a page: an address of it, and how it must behave. */
interface Page {
  address: string;
  /** Whether it ships the framework's script. */
  hydrates: boolean;
  /** Who sees it. */
  visitor: 'guest' | 'owner' | 'administrator';
}

/** A page for every route file that has one; `:order`, `:invitation` and `:organization` stand for a number, a token and an id of the test. */
const pages: Record<string, Page> = {
  '$.tsx': { address: '/no-such-page', hydrates: false, visitor: 'guest' },
  '_index.tsx': { address: '/', hydrates: false, visitor: 'guest' },
  'account.tsx': { address: '/account', hydrates: false, visitor: 'owner' },
  'admin.audit.tsx': { address: '/admin/audit', hydrates: false, visitor: 'administrator' },
  'admin.organizations.$id.tsx': {
    address: '/admin/organizations/:organization',
    hydrates: false,
    visitor: 'administrator',
  },
  'admin.organizations._index.tsx': { address: '/admin/organizations', hydrates: false, visitor: 'administrator' },
  'bundles.$slug.tsx': { address: '/bundles/listing-domination', hydrates: false, visitor: 'guest' },
  'bundles._index.tsx': { address: '/bundles', hydrates: false, visitor: 'guest' },
  'bundles.compare.tsx': {
    address: '/bundles/compare?b=listing-domination&b=market-intelligence',
    hydrates: false,
    visitor: 'guest',
  },
  'cart.tsx': { address: '/cart', hydrates: false, visitor: 'guest' },
  'checkout.tsx': { address: '/checkout', hydrates: true, visitor: 'owner' },
  'forgot-password.tsx': { address: '/forgot-password', hydrates: false, visitor: 'guest' },
  'invitations.$token.tsx': { address: '/invitations/:invitation', hydrates: false, visitor: 'guest' },
  'login.tsx': { address: '/login', hydrates: false, visitor: 'guest' },
  'logout.tsx': { address: '/logout', hydrates: false, visitor: 'owner' },
  'my-tools._index.tsx': { address: '/my-tools', hydrates: false, visitor: 'owner' },
  'orders.$number.tsx': { address: '/orders/:order', hydrates: false, visitor: 'owner' },
  'orders._index.tsx': { address: '/orders', hydrates: false, visitor: 'owner' },
  'organization._index.tsx': { address: '/organization', hydrates: false, visitor: 'owner' },
  'organization.audit.tsx': { address: '/organization/audit', hydrates: false, visitor: 'owner' },
  'organization.export.tsx': { address: '/organization/export', hydrates: false, visitor: 'owner' },
  'outbox.$id.tsx': { address: '/outbox/no-such-message', hydrates: false, visitor: 'guest' },
  'outbox._index.tsx': { address: '/outbox', hydrates: false, visitor: 'guest' },
  'reset-password.tsx': { address: '/reset-password?token=unknown', hydrates: false, visitor: 'guest' },
  'signup.tsx': { address: '/signup', hydrates: false, visitor: 'guest' },
  'tools.$slug.tsx': { address: '/tools/cma-generator', hydrates: false, visitor: 'guest' },
  'tools._index.tsx': { address: '/tools', hydrates: false, visitor: 'guest' },
};

/** Routes that answer with something else than a page, or to forms only. */
const others = [
  'admin.audit[.]csv.ts',
  'healthz.ts',
  'organization.audit[.]csv.ts',
  'organization.export[.]zip.ts',
  'robots[.]txt.ts',
  'sitemap[.]xml.ts',
  'switch-organization.tsx',
];

/** Every page of the app, from the files of its routes. Throws for a route this table does not know. */
export function listPages(): (Page & { route: string })[] {
  const files = readdirSync(fileURLToPath(new URL('../../app/routes', import.meta.url))).filter(
    (file) => !file.includes('.test.'),
  );
  return files
    .filter((file) => !others.includes(file))
    .map((route) => {
      const page = pages[route];
      if (!page) throw new Error(`Add the route ${route} to tests/integration/route-table.ts.`);
      return { route, ...page };
    });
}
