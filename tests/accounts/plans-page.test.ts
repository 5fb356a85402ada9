import { expect, test } from 'vitest';
import { createTool } from '../factories/catalog.ts';
import { createOrganization, createPlatformAdmin } from '../factories/organizations.ts';
import { forgetProofs } from '../factories/proofs.ts';
import { only } from '../factories/rows.ts';
import { createSignedInVisitor, createVisitor } from '../setup/visitor.ts';
import { database, rows, setUpTests, signIn, worker } from './organization-forms-setup.ts';

// The page of plans, and where SUPPORT decides what was asked for there.

setUpTests();

const readText = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll(/\s+/g, ' ');
const ask = { intent: 'ask', tier: 'ELITE', reason: 'We compare markets.' };
const requestOf = async (organizationId: string) =>
  (await rows('select id, status from upgrade_requests where organization_id = $1', [organizationId]))[0];

test('everybody sees what each plan may buy, as the catalog has it', async () => {
  const { text } = await createVisitor(worker.url).get('/plans');
  const counted = only(
    await database.sql.query(
      `select (count(*) filter (where required_tier <= 'GROWTH'))::integer as growth, count(*)::integer as "all"
       from marketplace_tools where is_sold`,
    ),
  );
  expect(text).toContain(`>${counted.growth} tools</a>`);
  expect(text).toContain(`>${counted.all} tools</a>`);
  const words = readText(text);
  for (const plan of ['Free', 'Custom', 'Starter', 'Growth', 'Elite', 'Enterprise'])
    expect(words).toContain(` ${plan} `);
  // The limits are those of the database's functions.
  expect(words).toContain('25,000');
  expect(words).toContain('Where a new organization starts');
  expect(text).not.toContain('name="reason"');
});

test('an owner sees their plan, asks for a higher one, and sees that it waits', async () => {
  const organization = await createOrganization(database.sql, { tier: 'GROWTH' });
  const owner = await signIn(organization, 'OWNER');
  const page = await owner.get('/plans?ask=enterprise');
  expect(readText(page.text)).toContain('Your organization is on the Growth plan.');
  expect(page.text).toMatch(
    /<input[^>]*name="tier"[^>]*checked=""[^>]*value="ENTERPRISE"|<input[^>]*value="ENTERPRISE"[^>]*checked=""/,
  );
  expect(page.text).not.toContain('value="STARTER"');

  const empty = await owner.post('/plans', { ...ask, reason: ' ' });
  expect(empty.status).toBe(400);
  expect(empty.text).toContain('Say what your organization needs it for.');
  const low = await owner.post('/plans', { ...ask, tier: 'STARTER' });
  expect(low.status).toBe(409);
  // What was typed stays.
  expect(low.text).toContain('We compare markets.');

  const sent = await owner.post('/plans', ask);
  expect([sent.status, sent.location]).toEqual([302, '/plans#ask']);
  const admin = await (await signIn(organization, 'ADMIN')).get('/plans');
  expect(readText(admin.text)).toContain('You asked for the Elite plan.');
  expect(admin.text).not.toContain('name="reason"');
  expect((await owner.post('/plans', ask)).status).toBe(409);

  const { id } = await requestOf(organization.id);
  expect((await owner.post('/plans', { intent: 'withdraw', upgrade: id })).status).toBe(302);
  expect(await requestOf(organization.id)).toMatchObject({ status: 'WITHDRAWN' });
});

test('members and viewers are told who asks, and cannot', async () => {
  const organization = await createOrganization(database.sql, { tier: 'GROWTH' });
  for (const role of ['MEMBER', 'VIEWER'] as const) {
    const visitor = await signIn(organization, role);
    const { text } = await visitor.get('/plans');
    expect(readText(text)).toContain('To get a higher plan, talk to');
    expect(text).not.toContain('name="reason"');
    expect((await visitor.post('/plans', ask)).status).toBe(404);
  }
  expect(await requestOf(organization.id)).toBeUndefined();
});

test('a guest who asks is led to sign in', async () => {
  expect((await createVisitor(worker.url).post('/plans', ask)).location).toMatch(/^\/login\?/);
});

test('SUPPORT grants what an organization asked for, once they have shown who they are', async () => {
  const organization = await createOrganization(database.sql, { tier: 'GROWTH' });
  await (await signIn(organization, 'OWNER')).post('/plans', ask);
  const { id } = await requestOf(organization.id);
  const person = await createPlatformAdmin(database.sql, null, ['SUPPORT']);
  const support = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: person.id,
    organizationId: null,
  });
  const list = await support.get('/admin/upgrades');
  expect(list.text).toContain(organization.name);
  expect(list.text).toContain('We compare markets.');

  const silent = await support.post('/admin/upgrades', { intent: 'decline', upgrade: id, note: ' ' });
  expect(silent.status).toBe(400);
  expect(silent.text).toContain('To decline, say why');
  await forgetProofs(database.sql, person);
  const unproved = await support.post('/admin/upgrades', { intent: 'grant', upgrade: id, note: 'Welcome to it.' });
  expect(unproved.location).toMatch(/^\/confirm-identity\?/);
  // What was typed is there again, once.
  expect((await support.get('/admin/upgrades')).text).toContain('>Welcome to it.</textarea>');
  expect((await support.get('/admin/upgrades')).text).not.toContain('Welcome to it.');
  expect(await requestOf(organization.id)).toMatchObject({ status: 'PENDING' });

  await rows('update sessions set proved_at = now() where user_id = $1', [person.id]);
  expect((await support.post('/admin/upgrades', { intent: 'grant', upgrade: id, note: '' })).status).toBe(302);
  expect(readText((await (await signIn(organization, 'MEMBER')).get('/plans')).text)).toContain('is on the Elite plan');

  const owner = await signIn(organization, 'OWNER');
  expect((await owner.get('/plans')).text).toContain('The Elite plan was granted');
  // A plan that was set by hand since: what was decided before is not so any more.
  await rows(`update organizations set subscription_tier = 'STARTER' where id = $1`, [organization.id]);
  expect((await owner.get('/plans')).text).not.toContain('was granted');
  await rows(`update upgrade_requests set status = 'DECLINED' where id = $1`, [id]);
  expect((await owner.get('/plans')).text).toContain('The Elite plan was declined');
  await rows(`update organizations set subscription_tier = 'ENTERPRISE' where id = $1`, [organization.id]);
  expect((await owner.get('/plans')).text).not.toContain('was declined');
});

test('everything that needs a plan leads to it', async () => {
  const tool = await createTool(database.sql, { requiredTier: 'ELITE' });
  const { slug } = only(await database.sql.query('select slug from marketplace_tools where id = $1', [tool.id]));
  const organization = await createOrganization(database.sql, { tier: 'GROWTH' });
  const owner = await signIn(organization, 'OWNER');
  const leads = /<a href="\/plans#elite"[^>]*>(?:<svg.*?<\/svg>)?Needs the Elite plan/;
  expect((await owner.get(`/tools/${slug}`)).text).toMatch(leads);

  // Nobody is asked for a plan before they have an organization; the cart says it first.
  const guest = createVisitor(worker.url);
  expect((await guest.post('/cart', { intent: 'add', kind: 'TOOL', id: tool.id, returnTo: '/cart' })).status).toBe(302);
  const cart = await guest.get('/cart');
  expect(readText(cart.text)).toContain(
    'Needs the Elite plan. A new organization starts on Free, and asks for an upgrade.',
  );
  expect(readText(cart.text)).toContain('This cannot be bought on the Free plan');
  expect(cart.text).toContain('href="/plans#elite"');
  expect(cart.text).toContain('href="/checkout"');
});
