import { fillCart } from '../factories/carts.ts';
import { only } from '../factories/rows.ts';
import { findRoute, type RouteFile } from '../pages.ts';
import type { TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';

/** A request for a page. */
export interface Page {
  name: string;
  path: string;
  headers: Record<string, string>;
  /** Text that only the page itself has. */
  shows: string;
}

/** The pages whose pace is measured. Who is signed in is of the demo organization, with tools, and a cart of three tools and a bundle. */
export async function listMeasuredPages({ sql }: TestDatabase): Promise<Page[]> {
  const { personId, organizationId } = only(
    await sql.query<{ personId: string; organizationId: string }>(
      `select user_id as "personId", organization_id as "organizationId"
       from memberships join users on users.id = user_id where email = 'owner@harbor.test'`,
    ),
  );
  const { rows: tools } = await sql.query<{ id: string }>(
    `select id from marketplace_tools where slug in ('cma-generator', 'photo-enhancement', 'lead-scoring-engine')`,
  );
  const { rows: bundles } = await sql.query<{ id: string }>(
    `select id from tool_bundles where slug = 'market-intelligence'`,
  );
  await fillCart(sql, organizationId, personId, { tools, bundles });
  const { cookies } = await createSignedInVisitor('', { sql, personId, organizationId });
  const signedIn = { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
  const addressOf = (route: RouteFile) => findRoute(route).address;
  const catalog = { path: addressOf('tools._index.tsx'), shows: '<h1>Tools</h1>' };
  return [
    { name: 'catalog, cached', ...catalog, headers: {} },
    { name: 'catalog', ...catalog, headers: signedIn },
    {
      name: 'catalog, filtered',
      ...catalog,
      path: `${catalog.path}?category=LEAD_GENERATION&sort=rating`,
      headers: signedIn,
    },
    { name: 'tool', path: addressOf('tools.$slug.tsx'), headers: signedIn, shows: 'CMA' },
    { name: 'cart', path: addressOf('cart.tsx'), headers: signedIn, shows: '/checkout' },
    { name: 'my tools', path: addressOf('my-tools._index.tsx'), headers: signedIn, shows: 'My tools' },
  ];
}
