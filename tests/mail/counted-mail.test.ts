import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createTool } from '../factories/catalog.ts';
import { withConnections } from '../factories/connections.ts';
import { buy } from '../factories/orders.ts';
import { createOrganization, createPerson, type TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

const newAddress = () => `${randomUUID()}@example.test`;

/** Invites an address as the OWNER; answers the outcome and how many seconds the mail waits. */
async function invite({ owner }: TestOrganization, email: string) {
  const result = await asViewer(database.asApp, owner.tokenHash, async (client) => {
    const invited = await client.query<{ outcome: string }>(`select app.invite($1, 'MEMBER') as outcome`, [email]);
    const { delay } = only(await client.query<{ delay: number }>('select app.find_mail_delay() as delay'));
    return { ...only(invited), delay };
  });
  return result;
}

/** Mails of the organization that are due now, and those that wait. */
const countMails = async ({ id }: TestOrganization) =>
  only(
    await database.sql.query<{ due: number; waiting: number }>(
      `select count(*) filter (where send_after <= now())::integer as due,
         count(*) filter (where send_after > now() and not is_held)::integer as waiting
       from outgoing_mail where organization_id = $1`,
      [id],
    ),
  );

test('of 51 mails of an organization within an hour, the last waits, and is said to', async () => {
  const organization = await createOrganization(database.sql);
  for (let place = 0; place < 50; place++)
    expect(await invite(organization, newAddress())).toEqual({ outcome: 'INVITED', delay: 0 });
  const last = await invite(organization, newAddress());
  expect(last.outcome).toBe('INVITED');
  expect(last.delay).toBeGreaterThan(3500);
  expect(last.delay).toBeLessThanOrEqual(3600);
  expect(await countMails(organization)).toEqual({ due: 50, waiting: 1 });
  // Its order counts with them.
  await buy(database, organization, { tools: [await createTool(database.sql)], bundles: [] });
  expect(await countMails(organization)).toEqual({ due: 50, waiting: 3 });
  // An hour later there is room again.
  await database.sql.query(
    `update outgoing_mail set counted_at = counted_at - interval '1 hour' where organization_id = $1`,
    [organization.id],
  );
  expect(await invite(organization, newAddress())).toMatchObject({ outcome: 'INVITED', delay: 0 });
});

test('mail that waits for a stranger’s next day holds up none of the others', async () => {
  const organization = await createOrganization(database.sql);
  await database.sql.query(
    `insert into outgoing_mail (key, organization_id, recipient, kind, content, send_after, counted_at)
     select gen_random_uuid(), $1, 'stranger@example.test', 'invitation', '{}', 'infinity', now() + interval '1 day' from generate_series(1, 50)`,
    [organization.id],
  );
  expect(await invite(organization, newAddress())).toEqual({ outcome: 'INVITED', delay: 0 });
});

test('what warns the owners goes out at once, however much mail waits', async () => {
  const organization = await createOrganization(database.sql);
  const second = await createPerson(database.sql, organization.id, 'OWNER');
  for (let place = 0; place < 51; place++) await invite(organization, newAddress());
  await asViewer(database.asApp, organization.owner.tokenHash, (client) =>
    client.query(`select app.change_role($1, 'ADMIN')`, [second.id]),
  );
  expect(
    await database.sql.query(
      `select from outgoing_mail where organization_id = $1 and kind = 'role-changed' and send_after > now()`,
      [organization.id],
    ),
  ).toMatchObject({ rowCount: 0 });
  expect((await countMails(organization)).due).toBe(51);
});

test('the mail of an invitation that is taken back, or made anew, is not sent later', async () => {
  const organization = await createOrganization(database.sql);
  for (let place = 0; place < 50; place++) await invite(organization, newAddress());
  const [again, back] = [newAddress(), newAddress()];
  for (const email of [again, again, back]) expect((await invite(organization, email)).delay).toBeGreaterThan(0);
  await asViewer(database.asApp, organization.owner.tokenHash, (client) =>
    client.query('select app.revoke_invitation(id) from invitations where email = $1', [back]),
  );
  const { rows } = await database.sql.query(
    `select recipient, key = 'invitation:' || token_hash as opens from outgoing_mail
     left join invitations on email = recipient where recipient = any ($1)`,
    [[again, back]],
  );
  expect(rows).toEqual([{ recipient: again, opens: true }]);
});

test('one stranger gets five mails a day, from however many organizations; somebody of the organization all of them', async () => {
  const stranger = newAddress();
  const delays: number[] = [];
  for (let place = 0; place < 6; place++)
    delays.push((await invite(await createOrganization(database.sql), stranger.toUpperCase())).delay);
  expect(delays.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  expect(delays[5]).toBeGreaterThan(86_000);

  const organization = await createOrganization(database.sql);
  for (let place = 0; place < 6; place++)
    await buy(database, organization, { tools: [await createTool(database.sql)], bundles: [] });
  expect(await countMails(organization)).toEqual({ due: 12, waiting: 0 });
});

test('mail at the same moment is counted once each', async () => {
  const stranger = newAddress();
  const organizations: TestOrganization[] = [];
  while (organizations.length < 8) organizations.push(await createOrganization(database.sql));
  await withConnections(database.appUrl, 8, (...clients) =>
    Promise.all(
      clients.map((client, place) =>
        asViewer(client, organizations[place]?.owner.tokenHash ?? null, (viewer) =>
          viewer.query(`select app.invite($1, 'MEMBER')`, [stranger]),
        ),
      ),
    ),
  );
  const { due } = only(
    await database.sql.query(
      'select count(*)::integer as due from outgoing_mail where recipient = $1 and send_after <= now()',
      [stranger],
    ),
  );
  expect(due).toBe(5);
});

test('mail that nobody of the organization causes is not counted', async () => {
  const organization = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: [await createTool(database.sql)], bundles: [] });
  for (let place = 0; place < 60; place++)
    await database.sql.query(
      `select app.queue_order_mail('invoice-reminder:' || $1::text || ':' || $2::text, $1::uuid, 'invoice-reminder', '{}')`,
      [order.id, place],
    );
  expect((await countMails(organization)).waiting).toBe(0);
});
