import type { Client } from 'pg';
import { createBundle, createTool } from './catalog.ts';
import { createOrganization, createUser } from './organizations.ts';
import { createBundlePurchase, createOrder, createToolPurchase } from './purchases.ts';

/** An entry without its place in the chain. */
export interface AuditEntry {
  organizationId: string | null;
  actorId: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** Does the work and returns the entries it added to the trail, in order. */
export async function entriesOf(sql: Client, work: () => Promise<unknown>): Promise<AuditEntry[]> {
  const { rows: known } = await sql.query<{ id: string }>('select id from audit_log');
  await work();
  const { rows } = await sql.query<AuditEntry>(
    `select organization_id as "organizationId", actor_id as "actorId", action, subject_type as "subjectType",
       subject_id as "subjectId", before, after
     from audit_log where id <> all ($1) order by occurred_at, chain_position`,
    [known.map(({ id }) => id)],
  );
  return rows;
}

/** Entries whose hash is not that of their content, or that do not follow the entry before them in their chain. */
export const brokenEntries = `
  select subject_type as subject, chain_position::integer as position from (
    select entry.*, app.audit_hash(entry) as computed, lag(hash, 1, '') over chain as prior_hash,
      lag(chain_position, 1, 0::bigint) over chain as prior_position
    from audit_log entry
    window chain as (partition by organization_id order by chain_position)) entry
  where hash <> computed or previous_hash <> prior_hash or chain_position <> prior_position + 1`;

/** Things to change and watch in the trail, all new. */
export async function createAuditSubjects(sql: Client) {
  const organization = await createOrganization(sql, { tier: 'STARTER' });
  const tool = await createTool(sql, { price: 10_000 });
  const bundle = await createBundle(sql, [tool], { price: 8_000 });
  return {
    organization,
    tool: tool.id,
    bundle: bundle.id,
    spareTool: (await createTool(sql, { price: 5_000 })).id,
    emptyBundle: (await createBundle(sql, [])).id,
    toolPurchase: await createToolPurchase(sql, organization, tool.id),
    bundlePurchase: await createBundlePurchase(sql, organization, bundle.id),
    order: await createOrder(sql, organization, tool.id),
    user: (await createUser(sql)).id,
  };
}
export type AuditSubjects = Awaited<ReturnType<typeof createAuditSubjects>>;
