import { expect, test } from 'vitest';
import { asViewer } from '../../factories/as-viewer.ts';
import { withConnections } from '../../factories/connections.ts';
import { createOrganization } from '../../factories/organizations.ts';
import { only, present, refusal } from '../../factories/rows.ts';
import {
  createPeriodic,
  database,
  mailTo,
  managersOf,
  nothing,
  rows,
  settle,
  setUpTests,
  stateOf,
} from './expiry-setup.ts';

setUpTests();

test('managers are warned 14 and 3 days ahead, once each, with what happens then', async () => {
  const periodic = await createPeriodic();
  const { organization, tool } = periodic;
  expect(await settle('2026-01-27T09:29:59Z')).toEqual(nothing);
  expect(await settle('2026-01-27T09:30:00Z')).toEqual({ ...nothing, warned: 2 });
  expect(await settle('2026-02-01T00:00:00Z')).toEqual(nothing);
  await rows('update tool_purchases set renews = false where organization_id = $1', [organization.id]);
  expect(await settle('2026-02-07T09:30:00Z')).toEqual({ ...nothing, warned: 2 });
  expect(await settle('2026-02-10T09:29:59Z')).toEqual(nothing);
  const mail = await mailTo(organization, 'renewal-warning');
  expect(mail.map(({ recipient }) => recipient)).toEqual([...managersOf(organization), ...managersOf(organization)]);
  expect(mail.map(({ content }) => [content.daysLeft, content.renews])).toEqual([
    [14, true],
    [14, true],
    [3, false],
    [3, false],
  ]);
  expect(mail[0].content).toEqual({
    organization: organization.name,
    tool: tool.name,
    toolSlug: tool.name,
    endsAt: expect.stringMatching(/^2026-02-10T09:30:00/),
    daysLeft: 14,
    renews: true,
    price: 10_000,
    bundle: null,
    currency: 'USD',
    priceModel: 'MONTHLY',
    usageUnit: null,
    unitsIncluded: null,
    unitPrice: null,
  });
});

test('a late run sends the nearer warning only, and the next period is warned of again', async () => {
  const { organization } = await createPeriodic();
  expect(await settle('2026-02-09T00:00:00Z')).toEqual({ ...nothing, warned: 2 });
  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 1 });
  expect(await settle('2026-03-08T00:00:00Z')).toEqual({ ...nothing, warned: 2 });
  const mail = await mailTo(organization, 'renewal-warning');
  expect(mail.map(({ content }) => content.daysLeft)).toEqual([3, 3, 3, 3]);
});

test('a run does at most so much, and says that there is more', async () => {
  const periodics = [await createPeriodic(), await createPeriodic({ renews: false }), await createPeriodic()];
  expect(await settle('2026-02-11T00:00:00Z', 2)).toMatchObject({ more: true });
  expect(await settle('2026-02-11T00:00:00Z', 2)).toMatchObject({ more: false });
  const states: string[] = [];
  for (const periodic of periodics) states.push((await stateOf(periodic)).status);
  expect(states).toEqual(['ACTIVE', 'EXPIRED', 'ACTIVE']);
});

test('an organization with a checkout at work is left for the next run, and does not hold up the others', async () => {
  const [busy, other] = [await createPeriodic(), await createPeriodic()];
  await withConnections(database.ownerUrl, 1, async (client) => {
    const session = present(client);
    await session.query('begin');
    await session.query(`select pg_advisory_xact_lock(hashtextextended('checkout:' || $1::uuid, 0))`, [
      busy.organization.id,
    ]);
    expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 1, busy: 1 });
    await session.query('rollback');
  });
  expect((await stateOf(other)).orders).toHaveLength(2);
  expect((await stateOf(busy)).orders).toHaveLength(1);
  expect(await settle('2026-02-10T09:30:00Z')).toEqual({ ...nothing, renewed: 1 });
});

test('the same end is never billed twice, and what fails does not hold up the others', async () => {
  const [broken, other] = [await createPeriodic(), await createPeriodic()];
  await settle('2026-02-10T09:30:00Z');
  // As if the renewal had been forgotten.
  await rows(`update tool_purchases set period_end = '2026-02-10T09:30:00Z' where organization_id = $1`, [
    broken.organization.id,
  ]);
  const late = await createPeriodic();
  expect(await settle('2026-02-10T09:31:00Z')).toEqual({ ...nothing, renewed: 1, failed: 1 });
  for (const { orders } of [await stateOf(broken), await stateOf(other), await stateOf(late)])
    expect(orders).toHaveLength(2);
});

test('nobody chooses the time: the app may only have done what is due now', async () => {
  const { owner } = await createOrganization(database.sql);
  const call = (statement: string) => asViewer(database.asApp, owner.tokenHash, (client) => client.query(statement));
  expect(await refusal(call(`select app.expire_purchases('2099-01-01')`))).toBe('42501');
  for (const internal of [
    `select app.close_purchases(gen_random_uuid(), '{}', 'EXPIRED')`,
    `select app.write_credit_note(gen_random_uuid(), '{}', 'Reason', null, 'REFUNDED')`,
    `select app.warn_of_period_ends(now(), 1)`,
  ]) {
    expect([internal, await refusal(call(internal))]).toEqual([internal, '42501']);
  }
  expect(only(await call('select * from app.run_due_purchases()'))).toEqual(nothing);
});
