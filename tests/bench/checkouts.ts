import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { asViewer } from '../factories/as-viewer.ts';
import { orderFields } from '../factories/checkout.ts';
import { only, present } from '../factories/rows.ts';
import type { TestDatabase } from '../setup/database.ts';
import { sessionCookie } from '../setup/visitor.ts';
import type { Attempt } from './load.ts';
import type { RecordedQuery } from './recorder.ts';

/** Somebody with a cart of one tool, who has not ordered yet. */
export interface Buyer {
  organizationId: string;
  userId: string;
  cookie: string;
  tokenHash: string;
  toolId: string;
  checkoutKey: string;
  /** The lines of the cart, as the checkout form carries them. */
  shown: string;
}

/** Few enough for the audit trail, which is slow with tens of thousands of entries in one transaction. */
const atOnce = 250;

/**
 * Makes buyers, each the OWNER of an organization of their own, with a session and a cart. Their tools are as many
 * different ones as the catalog sells, because checkouts of the same tool wait for each other.
 */
export async function prepareBuyers({ sql, asApp }: TestDatabase, count: number): Promise<Buyer[]> {
  const { rows: tools } = await sql.query<{ id: string; price: number }>(
    `select id, price from marketplace_tools where is_sold and price > 0 and 'GROWTH' >= required_tier order by slug`,
  );
  const buyers = Array.from({ length: count }, (_, index) => {
    const token = randomBytes(32).toString('base64url');
    return {
      organizationId: randomUUID(),
      userId: randomUUID(),
      cookie: sessionCookie(token).join('='),
      tokenHash: createHash('sha256').update(token).digest('hex'),
      toolId: present(tools[index % tools.length]).id,
      checkoutKey: randomUUID(),
      shown: '',
    };
  });
  for (let start = 0; start < count; start += atOnce) {
    const some = JSON.stringify(buyers.slice(start, start + atOnce));
    const of = `json_populate_recordset(null::record, $1) as buyer ("organizationId" uuid, "userId" uuid, "tokenHash" text, "toolId" uuid)`;
    await sql.query('begin');
    await sql.query(
      `insert into organizations (id, name, slug, subscription_tier)
       select "organizationId", 'Brokerage', 'brokerage-' || "organizationId", 'GROWTH' from ${of}`,
      [some],
    );
    await sql.query(
      `insert into users (id, name, email, password_hash)
       select "userId", 'A buyer', "userId" || '@people.test', 'scrypt-secret-' || "userId" from ${of}`,
      [some],
    );
    await sql.query(
      `insert into memberships (organization_id, user_id, role) select "organizationId", "userId", 'OWNER' from ${of}`,
      [some],
    );
    await sql.query(
      `insert into sessions (token_hash, user_id, organization_id, expires_at)
       select "tokenHash", "userId", "organizationId", now() + interval '1 day' from ${of}`,
      [some],
    );
    await sql.query(
      `insert into shopping_carts (organization_id, user_id, tools)
       select "organizationId", "userId", jsonb_build_array(jsonb_build_object('id', id, 'price', price))
       from ${of} join marketplace_tools on id = "toolId"`,
      [some],
    );
    await sql.query('commit');
  }
  await sql.query('analyze');

  const shown = new Map<string, string>();
  for (const buyer of buyers) {
    const lines =
      shown.get(buyer.toolId) ??
      (await asViewer(asApp, buyer.tokenHash, async (client) =>
        JSON.stringify(only(await client.query('select app.show_cart() as lines')).lines),
      ));
    shown.set(buyer.toolId, lines);
    buyer.shown = lines;
  }
  return buyers;
}

/** The buyer sends the checkout form. */
export function sendCheckout(origin: string, buyer: Buyer): Attempt {
  return {
    path: '/checkout',
    method: 'POST',
    headers: { cookie: buyer.cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      ...orderFields,
      checkoutKey: buyer.checkoutKey,
      shown: buyer.shown,
    }).toString(),
    check: ({ status, headers, body }) =>
      status === 302 && /^\/orders\/LOT-[\dA-Z]+$/.test(String(headers.location))
        ? undefined
        : `${status} instead of an order: ${body.toString().slice(0, 300)}`,
  };
}

const batch = z.object({ queries: z.array(z.object({ query: z.string(), params: z.array(z.unknown()) })) });

/** The buyer's checkout as the Worker would send it to the database, made from that of another buyer. */
export function replayCheckout(path: string, { headers, body }: RecordedQuery, recorded: Buyer, buyer: Buyer): Attempt {
  const lines: unknown = JSON.parse(recorded.shown);
  const swapped = new Set<string>();
  const swap = (value: unknown) => {
    if (typeof value !== 'string') return value;
    const field =
      value === recorded.tokenHash ? 'tokenHash' : value === recorded.checkoutKey ? 'checkoutKey' : undefined;
    // The Worker writes the lines in its own order of fields.
    const isShown = value.startsWith('[') && isDeepStrictEqual(JSON.parse(value), lines);
    const name = field ?? (isShown ? 'shown' : undefined);
    if (!name) return value;
    swapped.add(name);
    return buyer[name];
  };
  const { queries } = batch.parse(JSON.parse(body));
  const replayed = queries.map(({ query, params }) => ({ query, params: params.map(swap) }));
  if (swapped.size < 3) throw new Error('The recorded checkout is not that of its buyer.');
  return {
    path,
    method: 'POST',
    headers,
    body: JSON.stringify({ queries: replayed }),
    check: ({ status, body: answer }) =>
      status === 200 && answer.includes('"PLACED"') ? undefined : `${status} without an order: ${answer.toString()}`,
  };
}

/** How many of these buyers have one order, and what it unlocks. */
export async function countOrders({ sql }: TestDatabase, buyers: Buyer[]): Promise<number> {
  const { count } = only(
    await sql.query<{ count: number }>(
      `select count(*)::integer from marketplace_orders placed
       join unnest($1::uuid[], $2::uuid[]) as buyer (id, tool) on placed.buyer_id = buyer.id
       join tool_purchases bought on bought.organization_id = placed.organization_id and bought.tool_id = buyer.tool
       where bought.status = 'ACTIVE'`,
      [buyers.map(({ userId }) => userId), buyers.map(({ toolId }) => toolId)],
    ),
  );
  return count;
}
