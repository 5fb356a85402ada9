import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBundle, createTool, type TestTool } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization, createPerson, type TestOrganization } from '../../factories/organizations.ts';
import { createBundlePurchase, createSeat, createToolPurchase, unlockModules } from '../../factories/purchases.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

type Role = 'owner' | 'admin' | 'member' | 'viewer';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let tool: TestTool;
let purchaseId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  tool = await createTool(database.sql, { seats: 2, priceModel: 'MONTHLY', demoUrl: 'https://tool.example/start' });
  purchaseId = await createToolPurchase(database.sql, organization, tool.id);
  await rows(`update tool_purchases set period_end = now() + interval '1 month' where id = $1`, [purchaseId]);
  await rows('update marketplace_tools set purchase_count = 1 where id = $1', [tool.id]);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const rows = async (query: string, values: unknown[] = []) => (await database.sql.query(query, values)).rows;
const signIn = (role: Role, of: TestOrganization = organization): Promise<Visitor> =>
  createSignedInVisitor(worker.url, { sql: database.sql, personId: of[role].id, organizationId: of.id });
const page = () => `/my-tools/${tool.name}`;
const everythingButSessions = () => checksums(database.sql, (table) => (table === 'sessions' ? undefined : 'true'));

test('the page says how the tool is owned, to every role; only managers get the forms', async () => {
  for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
    const { status, text } = await (await signIn(role)).get(page());
    expect(status).toBe(200);
    expect(text).toContain('$100.00');
    expect(text).toContain(organization.owner.name);
    expect(text).toContain('0 of 2 seats used');
    const manages = role === 'owner' || role === 'admin';
    for (const control of ['Assign seat', 'Cancel purchase', 'Renew automatically']) {
      expect(text.includes(control), `${role} ${control}`).toBe(manages);
    }
  }
});

test('unknown, never owned and another organization’s tools are one and the same 404', async () => {
  const stranger = await createOrganization(database.sql);
  await createSeat(database.sql, organization, tool.id, organization.member.id);
  const visitor = await signIn('owner', stranger);
  const strip = (html: string) => html.replaceAll(/tool-\w+/g, '').replaceAll(/[\w-]{32,36}/g, '');
  const theirs = await visitor.get(page());
  const unknown = await visitor.get('/my-tools/tool-unknown');
  expect([theirs.status, unknown.status]).toEqual([404, 404]);
  expect(strip(theirs.text)).toBe(strip(unknown.text));
  for (const intent of ['open', 'assign-seat', 'cancel', 'set-renewal', 'set-cap']) {
    const fields = { intent, key: randomUUID(), cap: '5', userId: stranger.owner.id, kind: 'TOOL', purchaseId };
    expect((await visitor.post(page(), fields)).status, intent).toBe(404);
  }
  expect((await createVisitor(worker.url).get(page())).location).toMatch(/^\/login\?/);
});

test('what was owned once keeps its page, without what only owners do', async () => {
  await createSeat(database.sql, organization, tool.id, organization.owner.id);
  await rows(`update tool_purchases set status = 'EXPIRED' where id = $1`, [purchaseId]);
  const owner = await signIn('owner');
  const { status, text } = await owner.get(page());
  expect(status).toBe(200);
  expect(text).toContain('does not own it any more');
  expect(text).toContain('Expired');
  for (const control of ['value="open"', 'Assign seat', 'Cancel purchase']) expect(text).not.toContain(control);
  expect((await owner.get('/my-tools')).text).toContain('No tools yet');
});

test('seats are assigned and revoked by form, and why not is said beside the field', async () => {
  const owner = await signIn('owner');
  const assign = (userId: string) => owner.post(page(), { intent: 'assign-seat', userId });
  const assigned = await assign(organization.member.id);
  expect([assigned.status, assigned.location]).toEqual([302, `${page()}#seats`]);
  expect((await owner.get(page())).text).toContain('1 of 2 seats used');
  const refused = [
    [organization.viewer.id, 'Viewers cannot hold a seat.'],
    [(await createOrganization(database.sql)).member.id, 'does not belong to your organization'],
    ['', 'Choose who gets the seat.'],
  ] as const;
  for (const [userId, message] of refused) {
    const answer = await assign(userId);
    expect(answer.status, message).toBeGreaterThanOrEqual(400);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain('aria-invalid="true"');
  }
  await assign(organization.owner.id);
  const full = await assign(organization.admin.id);
  expect(full.status).toBe(409);
  expect(full.text).toContain('No seat is left.');
  await owner.post(page(), { intent: 'revoke-seat', userId: organization.owner.id });
  expect(await rows('select user_id from tool_seats where tool_id = $1', [tool.id])).toEqual([
    { user_id: organization.member.id },
  ]);
});

test('opening leads to the tool and is counted; without a seat it says so', async () => {
  const member = await signIn('member');
  const refused = await member.post(page(), { intent: 'open', key: randomUUID() });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('You need a seat to use it');
  expect(await rows('select from tool_usage_daily where tool_id = $1', [tool.id])).toEqual([]);

  await createSeat(database.sql, organization, tool.id, organization.member.id);
  const opened = await member.post(page(), { intent: 'open', key: randomUUID() });
  expect([opened.status, opened.location]).toEqual([302, `${page()}?opened`]);
  expect(await rows('select opens from tool_usage_daily where tool_id = $1', [tool.id])).toEqual([{ opens: 1 }]);
  const onward = await member.get(`${page()}?opened`);
  expect(onward.headers.get('refresh')).toBe('0; url=https://tool.example/start');
  expect(onward.text).toContain('href="https://tool.example/start"');
  // Somebody who cannot open it is led nowhere.
  const viewer = await (await signIn('viewer')).get(`${page()}?opened`);
  expect(viewer.headers.get('refresh')).toBeNull();
  expect(viewer.text).not.toContain('https://tool.example/start');
});

test('a purchase stops renewing and is cancelled by form', async () => {
  const admin = await signIn('admin');
  expect((await admin.post(page(), { intent: 'set-renewal', purchaseId })).status).toBe(302);
  expect((await admin.get(page())).text).toContain('The purchase ends with its period.');
  expect(await rows('select renews from tool_purchases where id = $1', [purchaseId])).toEqual([{ renews: false }]);
  await admin.post(page(), { intent: 'set-renewal', purchaseId, renews: 'on' });
  expect(await rows('select renews from tool_purchases where id = $1', [purchaseId])).toEqual([{ renews: true }]);
  expect((await admin.post(page(), { intent: 'cancel', kind: 'TOOL', purchaseId })).status).toBe(302);
  expect(await rows('select status, renews from tool_purchases where id = $1', [purchaseId])).toEqual([
    { status: 'CANCELLED', renews: false },
  ]);
  const again = await admin.post(page(), { intent: 'cancel', kind: 'TOOL', purchaseId });
  expect(again.status).toBe(409);
  expect(again.text).toContain('ended before');
});

test('before a bundle is cancelled, the page lists the tools that end with it', async () => {
  const [one, other] = [await createTool(database.sql), await createTool(database.sql)];
  const bundle = await createBundle(database.sql, [one, other, tool]);
  await createBundlePurchase(database.sql, organization, bundle.id);
  const { text } = await (await signIn('owner')).get(`/my-tools/${one.name}`);
  const [, ends = ''] = /These tools end(.*?)<\/form>/s.exec(text) ?? [];
  // The last was bought by itself before.
  expect([one, other, tool].map(({ name }) => ends.includes(name))).toEqual([true, true, false]);
  expect(text).toContain('Bought in a bundle');
  expect((await (await signIn('owner')).get(page())).text).not.toContain('Bought in a bundle');
});

test.each(['member', 'viewer'] as const)(
  'a %s who sends the forms of managers gets a 404 and changes nothing',
  async (role) => {
    const visitor = await signIn(role);
    await createSeat(database.sql, organization, tool.id, organization.admin.id);
    const before = await everythingButSessions();
    const forms: Record<string, string>[] = [
      { intent: 'assign-seat', userId: organization[role].id },
      { intent: 'revoke-seat', userId: organization.admin.id },
      { intent: 'set-renewal', purchaseId },
      { intent: 'cancel', kind: 'TOOL', purchaseId },
    ];
    for (const fields of forms) {
      expect((await visitor.post(page(), fields)).status, fields.intent).toBe(404);
    }
    expect(await everythingButSessions()).toEqual(before);
  },
);

test('every field of every form, made bad in every way, is refused with a page and changes nothing', async () => {
  const owner = await signIn('owner');
  const forms: Record<string, string>[] = [
    { intent: 'assign-seat', userId: organization.member.id },
    { intent: 'revoke-seat', userId: organization.member.id },
    { intent: 'set-renewal', purchaseId, renews: 'on' },
    { intent: 'cancel', kind: 'TOOL', purchaseId },
  ];
  const badValues: [string, string | File | string[] | undefined][] = [
    ['missing', undefined],
    ['empty', ''],
    ['repeated', ['one', 'two']],
    ['a file', new File(['x'], 'x.png', { type: 'image/png' })],
    ['too long', 'x'.repeat(5_000)],
    ['with a NUL', 'a\0b'],
    ['a script', '"><script>alert(1)</script>'],
    ['an unknown id', randomUUID()],
  ];
  const before = await everythingButSessions();
  for (const form of forms) {
    for (const field of Object.keys(form)) {
      for (const [name, value] of badValues) {
        // An unchecked box sends nothing.
        if (field === 'renews' && (name === 'missing' || name === 'empty')) continue;
        const sent: Record<string, string | File | string[]> = { ...form };
        if (value === undefined) delete sent[field];
        else sent[field] = value;
        const answer = await owner.post(page(), sent);
        const what = `${form.intent} ${field} ${name}`;
        expect(answer.status, what).toBeGreaterThanOrEqual(400);
        expect(answer.status, what).toBeLessThan(500);
        expect(answer.text, what).toContain('<h1');
        expect(answer.text, what).not.toContain('<script>alert');
      }
    }
  }
  expect(await everythingButSessions()).toEqual(before);
});

const modulePages = ['/reid', '/expenses', '/campaigns'];

test('the pages of the modules are there for whoever holds a seat and for viewers, and a 404 for everybody else', async () => {
  const statuses = async (role: Role) => {
    const visitor = await signIn(role);
    const answers = await Promise.all(modulePages.map((path) => visitor.get(path)));
    return answers.map(({ status }) => status);
  };
  expect(await statuses('owner')).toEqual([404, 404, 404]);
  await unlockModules(database.sql, organization);
  for (const role of ['owner', 'admin', 'member'] as const) expect(await statuses(role)).toEqual([200, 200, 200]);
  expect(await statuses('viewer')).toEqual([200, 200, 200]);
  await rows('delete from tool_seats where organization_id = $1', [organization.id]);
  expect(await statuses('owner')).toEqual([404, 404, 404]);
  for (const path of modulePages) expect((await createVisitor(worker.url).get(path)).location).toMatch(/^\/login\?/);
});

test('the pages of the modules show what the organization has, as the tables say, and nothing of others', async () => {
  const [harbor] = await rows(
    `select o.id, u.id as "userId", (select sum(net_amount)::float8 from expenses e where e.organization_id = o.id
        and user_id = u.id and status <> 'REJECTED' and tax_year = extract(year from now() at time zone 'utc')) as spent,
       (select name from campaigns c where c.organization_id = o.id order by created_at desc, id desc limit 1) as campaign,
       (select name from reid_alerts a where a.organization_id = o.id order by created_at desc limit 1) as alert
     from organizations o join users u on u.email = 'member@harbor.test' where o.slug = 'harbor-realty'`,
  );
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: harbor.userId,
    organizationId: harbor.id,
  });
  const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(harbor.spent / 100);
  const [reid, expenses, campaigns] = await Promise.all(modulePages.map((path) => visitor.get(path)));
  expect(reid?.text).toContain('60601');
  expect(reid?.text).not.toContain('80202');
  expect(expenses?.text).toContain(dollars);
  expect(campaigns?.text).toContain(harbor.campaign);

  await unlockModules(database.sql, organization);
  const other = await signIn('owner');
  for (const path of modulePages) {
    const { text } = await other.get(path);
    expect(text).toMatch(/No campaign yet|No expenses yet|No file has been imported yet/);
    expect(text).not.toContain(harbor.campaign);
    expect(text).not.toContain(dollars);
  }
});

test('a person who left the organization has no way in', async () => {
  await unlockModules(database.sql, organization);
  const leaver = await createPerson(database.sql, organization.id, 'MEMBER');
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: leaver.id,
    organizationId: organization.id,
  });
  await rows('delete from memberships where user_id = $1', [leaver.id]);
  expect((await visitor.get(page())).status).toBe(404);
  expect((await visitor.get('/reid')).status).toBe(404);
});

test('use, cost and cap are shown; an OWNER sets the cap, an ADMIN reads that, and a double click opens once', async () => {
  const byUse = await createTool(database.sql, {
    priceModel: 'USAGE_BASED',
    demoUrl: 'https://tool.example/start',
    usage: { unit: 'report', included: 1, price: 37 },
  });
  await buy(database, organization, { tools: [byUse] });
  const address = `/my-tools/${byUse.name}`;
  const [owner, admin, member] = [await signIn('owner'), await signIn('admin'), await signIn('member')];
  const fields = (await member.get(address)).text.match(/name="key" value="([^"]+)"/);
  for (let click = 0; click < 2; click++) {
    expect((await member.post(address, { intent: 'open', key: present(fields?.[1]) })).location).toBe(
      `${address}?opened`,
    );
  }
  await member.post(address, { intent: 'open', key: randomUUID() });
  const { text } = await owner.get(address);
  for (const words of [
    '2 reports of 1 included',
    '1 report included, then $0.37 a report',
    '$0.37',
    'Opening it counts as one report',
  ])
    expect(text).toContain(words);
  expect((await owner.get('/my-tools')).text).toContain(
    '2 reports used, 1 report included, then $0.37 a report. $0.37 more so far.',
  );

  const { id } = only(await database.sql.query('select id from tool_purchases where tool_id = $1', [byUse.id]));
  const setCap = (visitor: typeof owner, cap: string) =>
    visitor.post(address, { intent: 'set-cap', purchaseId: id, cap });
  expect((await setCap(admin, '5')).status).toBe(404);
  expect((await admin.get(address)).text).not.toContain('name="cap"');
  const refused = await setCap(owner, 'much');
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('Enter dollars, like 50');
  expect(refused.text).toContain('value="much"');
  expect((await owner.post(address, { intent: 'set-cap', purchaseId: id })).status).toBe(400);
  expect((await setCap(owner, '0.50')).location).toBe(`${address}#period`);
  const capped = await member.get(address);
  expect(capped.text).toContain('The cap of this period is reached');
  expect(capped.text).not.toContain('value="open"');
  expect((await member.post(address, { intent: 'open', key: randomUUID() })).status).toBe(409);
  expect((await setCap(owner, '')).status).toBe(302);
  expect((await member.get(address)).text).toContain('value="open"');
});
