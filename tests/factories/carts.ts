import type { Client } from 'pg';
import { asViewer } from './as-viewer.ts';
import type { TestPerson } from './organizations.ts';
import { only } from './rows.ts';

export type ItemKind = 'TOOL' | 'BUNDLE';

/** A cart as it is stored. */
export interface StoredCart {
  organizationId: string;
  tools: { id: string; price: number }[];
  bundles: { id: string; price: number }[];
  totalPrice: number;
}

/** The person's cart as the owner of the tables sees it, or undefined. */
export async function findCart(sql: Client, userId: string): Promise<StoredCart | undefined> {
  const { rows } = await sql.query<StoredCart>(
    `select organization_id as "organizationId", tools, bundles, total_price as "totalPrice" from shopping_carts where user_id = $1`,
    [userId],
  );
  return rows[0];
}

/** Puts an item into the person's cart as they would, and returns the outcome. */
export async function addToCart(asApp: Client, person: TestPerson, kind: ItemKind, id: string): Promise<string> {
  const { outcome } = only(
    await asViewer(asApp, person.tokenHash, (client) =>
      client.query<{ outcome: string }>('select outcome from app.add_to_cart($1, $2)', [kind, id]),
    ),
  );
  return outcome;
}

/** Makes the person's cart hold these items at their present prices, past all rules. */
export async function fillCart(
  sql: Client,
  organizationId: string,
  userId: string,
  { tools = [], bundles = [] }: { tools?: readonly { id: string }[]; bundles?: readonly { id: string }[] },
): Promise<void> {
  await sql.query(
    `insert into shopping_carts (organization_id, user_id, tools, bundles)
     select $1, $2,
       (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'price', price)), '[]') from marketplace_tools where id = any ($3)),
       (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'price', bundle_price)), '[]') from tool_bundles where id = any ($4))
     on conflict (user_id) do update set tools = excluded.tools, bundles = excluded.bundles`,
    [organizationId, userId, tools.map(({ id }) => id), bundles.map(({ id }) => id)],
  );
}
