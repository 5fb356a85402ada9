import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** An address of a route. */
interface Address {
  address: string;
  /** Who sees it. */
  visitor: 'guest' | 'owner' | 'administrator';
}

/** What is known of a page: an address of it, and how it must behave. */
interface Page extends Address {
  /** Whether it ships the framework's script. */
  hydrates: boolean;
}

/** A page for every route file that has one; `:order` and the like stand for what `createSite` knows by that name. */
const pages: Record<string, Page> = {
  'admin.orders.$number.tsx': { address: '/admin/orders/:order', hydrates: false, visitor: 'administrator' },
  'admin.orders._index.tsx': { address: '/admin/orders', hydrates: false, visitor: 'administrator' },
  '$.tsx': { address: '/no-such-page', hydrates: false, visitor: 'guest' },
  'admin.tools.$id._index.tsx': { address: '/admin/tools/:tool', hydrates: false, visitor: 'administrator' },
  'admin.tools.$id.preview.tsx': { address: '/admin/tools/:tool/preview', hydrates: false, visitor: 'administrator' },
  'admin.tools._index.tsx': { address: '/admin/tools', hydrates: false, visitor: 'administrator' },
  'admin.tools.new.tsx': { address: '/admin/tools/new', hydrates: false, visitor: 'administrator' },
  '_index.tsx': { address: '/', hydrates: false, visitor: 'guest' },
  'admin.reviews.tsx': { address: '/admin/reviews', hydrates: false, visitor: 'administrator' },
  'admin.bundles.$id.tsx': { address: '/admin/bundles/:bundle', hydrates: true, visitor: 'administrator' },
  'admin.bundles.$id_.preview.tsx': {
    address: '/admin/bundles/:bundle/preview?tier=STARTER',
    hydrates: false,
    visitor: 'administrator',
  },
  'admin.bundles._index.tsx': { address: '/admin/bundles', hydrates: false, visitor: 'administrator' },
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
  'campaigns._index.tsx': { address: '/campaigns', hydrates: false, visitor: 'owner' },
  'cart.tsx': { address: '/cart', hydrates: false, visitor: 'guest' },
  'checkout.tsx': { address: '/checkout', hydrates: true, visitor: 'owner' },
  'expenses._index.tsx': { address: '/expenses', hydrates: false, visitor: 'owner' },
  'forgot-password.tsx': { address: '/forgot-password', hydrates: false, visitor: 'guest' },
  'invitations.$token.tsx': { address: '/invitations/:invitation', hydrates: false, visitor: 'guest' },
  'login.tsx': { address: '/login', hydrates: false, visitor: 'guest' },
  'logout.tsx': { address: '/logout', hydrates: false, visitor: 'owner' },
  'my-tools.$slug.tsx': { address: '/my-tools/cma-generator', hydrates: false, visitor: 'owner' },
  'my-tools._index.tsx': { address: '/my-tools', hydrates: false, visitor: 'owner' },
  'orders.$number_.credit-notes.$note.tsx': {
    address: '/orders/:order/credit-notes/:creditNote',
    hydrates: false,
    visitor: 'owner',
  },
  'orders.$number.tsx': { address: '/orders/:order', hydrates: false, visitor: 'owner' },
  'orders._index.tsx': { address: '/orders', hydrates: false, visitor: 'owner' },
  'organization_.spending-limit.tsx': { address: '/organization/spending-limit', hydrates: false, visitor: 'owner' },
  'organization._index.tsx': { address: '/organization', hydrates: false, visitor: 'owner' },
  'organization.audit.tsx': { address: '/organization/audit', hydrates: false, visitor: 'owner' },
  'organization.export.tsx': { address: '/organization/export', hydrates: false, visitor: 'owner' },
  'outbox.$id.tsx': { address: '/outbox/no-such-message', hydrates: false, visitor: 'guest' },
  'outbox._index.tsx': { address: '/outbox', hydrates: false, visitor: 'guest' },
  'purchases.tsx': { address: '/purchases', hydrates: false, visitor: 'owner' },
  'reid._index.tsx': { address: '/reid', hydrates: false, visitor: 'owner' },
  'requests.$requestId.tsx': { address: '/requests/:request', hydrates: false, visitor: 'owner' },
  'requests._index.tsx': { address: '/requests', hydrates: false, visitor: 'owner' },
  'reset-password.tsx': { address: '/reset-password?token=unknown', hydrates: false, visitor: 'guest' },
  'reviews.$id.flag.tsx': { address: '/reviews/:review/flag', hydrates: false, visitor: 'owner' },
  'signup.tsx': { address: '/signup', hydrates: false, visitor: 'guest' },
  'tools.$slug.tsx': { address: '/tools/cma-generator', hydrates: false, visitor: 'guest' },
  'tools.$slug_.review.tsx': { address: '/tools/cma-generator/review', hydrates: false, visitor: 'owner' },
  'tools._index.tsx': { address: '/tools', hydrates: false, visitor: 'guest' },
};

/** Routes that answer with something else than a page, or to forms only. */
const others: Record<string, Address> = {
  'admin._index.tsx': { address: '/admin', visitor: 'administrator' },
  'admin.audit[.]csv.ts': { address: '/admin/audit.csv', visitor: 'administrator' },
  'admin.bundles.tools.ts': { address: '/admin/bundles/tools?q=report', visitor: 'administrator' },
  'healthz.ts': { address: '/healthz', visitor: 'guest' },
  'orders.$number_.payment.ts': { address: '/orders/:order/payment', visitor: 'owner' },
  'organization.audit[.]csv.ts': { address: '/organization/audit.csv', visitor: 'owner' },
  'organization.export[.]zip.ts': { address: '/organization/export.zip', visitor: 'owner' },
  'outbox.$id_.html.ts': { address: '/outbox/no-such-message/html', visitor: 'guest' },
  'purchases[.]csv.ts': { address: '/purchases.csv', visitor: 'owner' },
  'robots[.]txt.ts': { address: '/robots.txt', visitor: 'guest' },
  'sitemap[.]xml.ts': { address: '/sitemap.xml', visitor: 'guest' },
  'switch-organization.tsx': { address: '/switch-organization', visitor: 'owner' },
  'webhooks.stripe.ts': { address: '/webhooks/stripe', visitor: 'guest' },
};

const directory = fileURLToPath(new URL('../app/routes', import.meta.url));

const listFiles = () => readdirSync(directory).filter((file) => !file.includes('.test.'));

/** Every page of the app, from the files of its routes. Throws for a route this table does not know. */
export function listPages(): (Page & { route: string })[] {
  return listFiles()
    .filter((file) => !others[file])
    .map((route) => {
      const page = pages[route];
      if (!page) throw new Error(`Add the route ${route} to tests/route-table.ts.`);
      return { route, ...page };
    });
}

/** Every route of the app, pages and others. Throws as `listPages` does. */
export function listRoutes(): (Address & { route: string })[] {
  return [...listPages(), ...Object.entries(others).map(([route, other]) => ({ route, ...other }))];
}

/** Every route that takes what is sent to it, found by what its file exports. */
export function listActions(): (Address & { route: string })[] {
  return listRoutes().filter(({ route }) =>
    /^export (?:async )?(?:function|const) action\b/m.test(readFileSync(`${directory}/${route}`, 'utf8')),
  );
}
