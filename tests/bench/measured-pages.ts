import { createCookies } from '../../app/services/cookies.server.ts';
import { fillCart } from '../factories/carts.ts';
import { only } from '../factories/rows.ts';
import { findRoute, type RouteFile } from '../pages.ts';
import type { TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { measuredSecret } from './measured-bindings.ts';

/** A request for a page. */
export interface Page {
  name: string;
  path: string;
  headers: Record<string, string>;
  /** Text that only the page itself has. */
  shows: string;
  /** It brings its data along for client code, so one rendering is another document. */
  hydrates?: true;
}

/** The pages whose pace is measured. Who is signed in is of the demo organization, with tools, and a cart of three tools and a bundle. */
export async function listMeasuredPages({ sql }: TestDatabase): Promise<Page[]> {
  const { personId, organizationId } = only(
    await sql.query<{ personId: string; organizationId: string }>(
      `select user_id as "personId", organization_id as "organizationId"
       from memberships join users on users.id = user_id where email = 'owner@harbor.test'`,
    ),
  );
  const { rows: tools } = await sql.query<{ id: string; price: number }>(
    `select id, price from marketplace_tools where slug in ('cma-generator', 'photo-enhancement', 'lead-scoring-engine')`,
  );
  const { rows: bundles } = await sql.query<{ id: string }>(
    `select id from tool_bundles where slug = 'market-intelligence'`,
  );
  await fillCart(sql, organizationId, personId, { tools, bundles });
  const { cookies } = await createSignedInVisitor('', { sql, personId, organizationId });
  const signedIn = { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
  const [cart = ''] = (await createCookies([measuredSecret]).writeGuestCart({ tools, bundles: [] })).split(';');
  const withCart = { cookie: cart };
  const addressOf = (route: RouteFile) => findRoute(route).address;
  const catalog = { path: addressOf('tools._index.tsx'), shows: '<h1>Tools</h1>' };
  return [
    { name: 'catalog, cached', ...catalog, headers: {} },
    { name: 'catalog, a guest with a cart', ...catalog, headers: withCart },
    { name: 'catalog', ...catalog, headers: signedIn },
    {
      name: 'catalog, filtered',
      ...catalog,
      path: `${catalog.path}?area=LEADS&sort=rating`,
      headers: signedIn,
    },
    { name: 'tool', path: addressOf('tools.$slug.tsx'), headers: signedIn, shows: 'CMA' },
    { name: 'bundles', path: addressOf('bundles._index.tsx'), headers: signedIn, shows: 'All bundles' },
    { name: 'bundle', path: addressOf('bundles.$slug.tsx'), headers: signedIn, shows: 'What is in it' },
    { name: 'front page', path: addressOf('_index.tsx'), headers: signedIn, shows: 'How buying works' },
    { name: 'home', path: addressOf('home.tsx'), headers: signedIn, shows: 'Harbor' },
    { name: 'cart', path: addressOf('cart.tsx'), headers: signedIn, shows: '/checkout' },
    { name: 'checkout page', path: addressOf('checkout.tsx'), headers: signedIn, shows: 'Place order', hydrates: true },
    { name: 'my tools', path: addressOf('my-tools._index.tsx'), headers: signedIn, shows: 'My tools' },
    { name: 'orders', path: addressOf('orders._index.tsx'), headers: signedIn, shows: 'Orders' },
  ];
}
