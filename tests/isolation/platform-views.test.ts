import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createTool } from '../factories/catalog.ts';
import { createOrganization, createPlatformAdmin, unknownTokenHash } from '../factories/organizations.ts';
import { createCardOrder, createCreditNote, createUnmatchedPayment } from '../factories/purchases.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// Views that show platform admins what belongs to organizations. They read past row-level security, so they check by themselves.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

async function listPlatformViews(condition: string): Promise<string[]> {
  const { rows } = await database.sql.query<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
       and relname like 'platform\\_%' and ${condition} order by 1`,
  );
  return rows.map(({ name }) => name);
}

test('are barriers, so that no condition of a query sees a row before theirs does', async () => {
  expect(await listPlatformViews(`not coalesce(reloptions @> array['security_barrier=true'], false)`)).toEqual([]);
});

test('are empty for everybody but platform admins', async () => {
  const views = await listPlatformViews('true');
  const organization = await createOrganization(database.sql);
  await createCreditNote(database.sql, organization, (await createTool(database.sql)).id);
  await createUnmatchedPayment(
    database.sql,
    await createCardOrder(database.sql, organization, (await createTool(database.sql)).id),
  );
  const { owner, admin, member, viewer } = organization;
  const tokens = [null, unknownTokenHash(), ...[owner, admin, member, viewer].map(({ tokenHash }) => tokenHash)];
  for (const tokenHash of tokens) {
    for (const view of views) {
      const { rowCount } = await asViewer(database.asApp, tokenHash, (client) => client.query(`select from ${view}`));
      expect([view, rowCount]).toEqual([view, 0]);
    }
  }
  const { tokenHash } = await createPlatformAdmin(database.sql);
  for (const view of [
    'platform_orders',
    'platform_order_lines',
    'platform_credit_notes',
    'platform_order_events',
    'platform_unmatched_payments',
  ]) {
    const { rowCount } = await asViewer(database.asApp, tokenHash, (client) => client.query(`select from ${view}`));
    expect([view, rowCount]).not.toEqual([view, 0]);
  }
});
