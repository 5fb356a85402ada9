import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callFunction } from '../../db/call-function.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { concurrently, requestDatabase } from '../factories/request-databases.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// Costs and results of campaigns, and the content they use.

let database: TestDatabase;
let organization: TestOrganization;
let campaign: string;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  campaign = String((await createModuleRow(database.sql, 'campaigns', organization)).id);
});

afterAll(() => database?.drop());

const spent = async () =>
  only(
    await database.sql.query<{ spent: number }>('select budget_spent::integer as spent from campaigns where id = $1', [
      campaign,
    ]),
  ).spent;
const ask = (person: TestPerson, expression: string, values: unknown[]) =>
  asViewer(database.asApp, person.tokenHash, async (client) =>
    String(only(await client.query<{ answer: string }>(`select ${expression} as answer`, values)).answer),
  );
const add = (person: TestPerson, kind: 'COST' | 'RESULT', amount: number, { id = randomUUID(), leads = 0 } = {}) =>
  ask(person, `app.add_campaign_entry($1, $2, $3, 'Signs', '2026-01-05', $4, $5)`, [id, campaign, kind, amount, leads]);

test('what was spent is the sum of the costs, whatever is added, changed and removed', async () => {
  const { member, owner } = organization;
  const id = randomUUID();
  expect(await add(member, 'COST', 1_000, { id })).toBe('ADDED');
  expect(await add(member, 'COST', 1_000, { id })).toBe('ADDED');
  expect(await add(owner, 'COST', 250)).toBe('ADDED');
  expect(await add(owner, 'RESULT', 350_000, { leads: 3 })).toBe('ADDED');
  expect(await spent()).toBe(1_250);
  await asViewer(database.asApp, member.tokenHash, (client) =>
    client.query('update campaign_entries set amount = 900 where id = $1', [id]),
  );
  expect(await spent()).toBe(1_150);
  expect(await ask(member, 'app.remove_campaign_entry($1, $2)', [campaign, id])).toBe('REMOVED');
  expect(await ask(member, 'app.remove_campaign_entry($1, $2)', [campaign, id])).toBe('REMOVED');
  expect(await spent()).toBe(250);
});

test('no cost is lost when twenty come at once', async () => {
  await concurrently(20, 10, async (index) => {
    const requests = requestDatabase(database, organization.owner.tokenHash);
    await requests.write((handle) => ({
      added: callFunction(handle, 'add_campaign_entry', {
        id: randomUUID(),
        campaignId: campaign,
        kind: 'COST',
        label: `Cost ${index}`,
        occurredOn: '2026-01-05',
        amount: 100 + index,
        leads: 0,
      }),
    }));
  });
  expect(await spent()).toBe(20 * 100 + 190);
});

test('an entry is removed by who entered it and by ADMIN and OWNER', async () => {
  const id = randomUUID();
  await add(organization.owner, 'COST', 1_000, { id });
  for (const person of [organization.member, organization.viewer])
    expect(await ask(person, 'app.remove_campaign_entry($1, $2)', [campaign, id])).toBe('NOT_ALLOWED');
  expect(await add(organization.viewer, 'COST', 1)).toBe('NOT_ALLOWED');
  expect(await ask(organization.admin, 'app.remove_campaign_entry($1, $2)', [campaign, id])).toBe('REMOVED');
});

test('nobody of another organization adds to a campaign, or finds an entry', async () => {
  const id = randomUUID();
  await add(organization.owner, 'COST', 1_000, { id });
  const stranger = await createOrganization(database.sql);
  await unlockModules(database.sql, stranger);
  expect(await add(stranger.owner, 'COST', 1)).toBe('NOT_FOUND');
  expect(await add(stranger.owner, 'COST', 1, { id })).toBe('NOT_FOUND');
  expect(await ask(stranger.owner, 'app.remove_campaign_entry($1, $2)', [campaign, id])).toBe('REMOVED');
  expect(await spent()).toBe(1_000);
});

test('nobody writes what was spent, or a state, past the rules', async () => {
  for (const column of [
    'budget_spent = 1',
    `status = 'ACTIVE'`,
    `metrics = '{}'`,
    `slug = 'other'`,
    'is_archived = true',
  ]) {
    const change = asViewer(database.asApp, organization.owner.tokenHash, (client) =>
      client.query(`update campaigns set ${column}`),
    );
    expect([column, await refusal(change)]).toEqual([column, '42501']);
  }
});

test('content is linked once, in order, with one main piece', async () => {
  const create = async () => String((await createModuleRow(database.sql, 'content', organization)).id);
  const [first, second] = [await create(), await create()];
  const link = (person: TestPerson, content: string, isPrimary: boolean) =>
    ask(person, 'app.link_campaign_content($1, $2, $3, null)', [campaign, content, isPrimary]);
  const { member, owner, viewer } = organization;
  expect(await link(member, first, true)).toBe('LINKED');
  expect(await link(owner, second, true)).toBe('LINKED');
  expect(await link(owner, second, true)).toBe('LINKED');
  const { rows } = await database.sql.query(
    'select content_id as id, position, is_primary as primary from campaign_content where campaign_id = $1 order by position',
    [campaign],
  );
  expect(rows).toEqual([
    { id: first, position: 0, primary: false },
    { id: second, position: 1, primary: true },
  ]);
  expect(await link(viewer, first, false)).toBe('NOT_ALLOWED');
  expect(await link(member, randomUUID(), false)).toBe('NOT_FOUND');
  expect(await ask(member, 'app.unlink_campaign_content($1, $2)', [campaign, second])).toBe('UNLINKED');
  expect(await ask(viewer, 'app.unlink_campaign_content($1, $2)', [campaign, first])).toBe('NOT_ALLOWED');
});
