import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import type { SubscriptionTier } from './organizations.ts';
import { only } from './rows.ts';

export type ToolStatus = 'ACTIVE' | 'COMING_SOON' | 'BETA' | 'DEPRECATED' | 'DISABLED';
export type BundleStatus = 'DRAFT' | 'ACTIVE' | 'ARCHIVED';
export type PriceModel = 'FREE' | 'ONE_TIME' | 'MONTHLY' | 'ANNUAL' | 'USAGE_BASED' | 'CUSTOM';

export interface TestTool {
  id: string;
  name: string;
  /** Cents. */
  price: number;
}

export interface TestBundle {
  id: string;
  name: string;
  /** Cents. */
  price: number;
}

/** A tool that anybody may buy once, unless told otherwise. */
export async function createTool(
  sql: Client,
  {
    price = 10_000,
    status = 'ACTIVE',
    requiredTier = 'FREE',
    priceModel = price === 0 ? 'FREE' : 'ONE_TIME',
    seats = null,
    demoUrl = null,
    usage = { unit: 'report', included: 200, price: 25 },
  }: {
    price?: number;
    status?: ToolStatus;
    requiredTier?: SubscriptionTier;
    priceModel?: PriceModel;
    /** How many people may use it; null: everyone. */
    seats?: number | null;
    demoUrl?: string | null;
    /** For USAGE_BASED: what is counted, what a month includes, and the cents of a further unit. */
    usage?: { unit: string; included: number; price: number };
  } = {},
): Promise<TestTool> {
  const name = `tool-${randomBytes(6).toString('hex')}`;
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into marketplace_tools (slug, name, description, category, area, tier, price, status, required_tier, price_model,
         seats_included, demo_url, usage_unit, units_included, unit_price)
       values ($1, $1, 'A tool of a test.', 'FOUNDATION', 'LEADS', 'T1', $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
      [
        name,
        price,
        status,
        requiredTier,
        priceModel,
        seats,
        demoUrl,
        ...(priceModel === 'USAGE_BASED' ? [usage.unit, usage.included, usage.price] : [null, null, null]),
      ],
    ),
  );
  return { id, name, price };
}

/** Several tools of the same kind. */
export async function createTools(
  sql: Client,
  count: number,
  options: Parameters<typeof createTool>[1] = {},
): Promise<TestTool[]> {
  const tools: TestTool[] = [];
  while (tools.length < count) tools.push(await createTool(sql, options));
  return tools;
}

/** A bundle of the tools, on sale to anybody unless told otherwise. */
export async function createBundle(
  sql: Client,
  tools: readonly { id: string }[],
  {
    price = 15_000,
    status = 'ACTIVE',
    requiredTier = 'FREE',
  }: { price?: number; status?: BundleStatus; requiredTier?: SubscriptionTier } = {},
): Promise<TestBundle> {
  const name = `bundle-${randomBytes(6).toString('hex')}`;
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into tool_bundles (slug, name, description, bundle_type, bundle_price, status, required_tier)
       values ($1, $1, 'A bundle of a test.', 'STARTER_PACK', $2, $3, $4) returning id`,
      [name, price, status, requiredTier],
    ),
  );
  await sql.query(
    `insert into bundle_tools (bundle_id, tool_id, position)
     select $1, tool_id, position from unnest($2::uuid[]) with ordinality as content (tool_id, position)`,
    [id, tools.map((tool) => tool.id)],
  );
  return { id, name, price };
}
