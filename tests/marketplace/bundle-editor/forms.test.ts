import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBundle, createTools, type TestTool } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { type Answer, createSignedInVisitor, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let owner: Visitor;
let admin: Visitor;
let other: Visitor;
let tools: TestTool[];

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  organization = await createOrganization(database.sql, { tier: 'STARTER' });
  const signIn = (personId: string, organizationId: string | null) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId });
  owner = await signIn(organization.owner.id, organization.id);
  admin = await signIn((await createPlatformAdmin(database.sql)).id, null);
  other = await signIn((await createPlatformAdmin(database.sql)).id, null);
});

beforeEach(async () => {
  tools = await createTools(database.sql, 3);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

type Fields = Record<string, string | string[]>;

const everything = () => checksums(database.sql, (table) => (table === 'sessions' ? undefined : 'true'));
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const find = async (id: string) =>
  only(
    await database.sql.query(
      `select name, slug, status, bundle_price, revision,
         array(select tool_id from bundle_tools where bundle_id = b.id order by position) as tool_ids
       from tool_bundles b where id = $1`,
      [id],
    ),
  );

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The editor's form as a page shows it: what a browser would send, without the button. */
function readEditor({ text }: Answer): Fields {
  const form = /<form[^>]*class="bundle-editor"[\s\S]*?<\/form>/.exec(text)?.[0] ?? '';
  const fields: Fields = { tool: [] };
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const of = (name: string) => decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
    const [name, type] = [of('name'), of('type')];
    if ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag)) continue;
    if (name === 'tool') fields.tool = [...(fields.tool ?? []), of('value')];
    else fields[name] = of('value') || (type === 'checkbox' ? 'on' : '');
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*\sname="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option([^>]*)selected[^>]*>([^<]*)/.exec(options) ?? /<option([^>]*)>([^<]*)/.exec(options);
    fields[name] = /value="([^"]*)"/.exec(chosen?.[0] ?? '')?.[1] ?? chosen?.[2] ?? '';
  }
  fields.longDescription = decode(/<textarea[^>]*>([^<]*)/.exec(form)?.[1] ?? '').trimStart();
  return fields;
}

async function openNew(): Promise<Fields> {
  return {
    ...readEditor(await admin.get('/admin/bundles/new')),
    name: `Bundle ${randomUUID().slice(0, 8)}`,
    description: 'Of a test.',
    tool: [],
  };
}

test('what is searched for, added, moved and removed travels in the form, and nothing is written', async () => {
  const [one, two, three] = tools.map(({ id }) => id);
  const before = await everything();
  let fields: Fields = { ...(await openNew()), discount: '20' };
  const press = async (intent: string, changed: Fields = {}) => {
    const answer = await admin.post('/admin/bundles/new', { ...fields, ...changed, intent });
    expect(answer.status).toBe(200);
    fields = readEditor(answer);
    return answer;
  };
  const searched = await press('search', { query: tools[0]?.name ?? '' });
  expect(searched.text).toContain(`value="add:${one}"`);
  await press(`add:${one}`);
  await press(`add:${two}`);
  await press(`add:${three}`);
  await press(`add:${three}`);
  expect(fields.tool).toEqual([one, two, three]);
  await press(`up:${three}`);
  await press(`down:${one}`);
  expect(fields.tool).toEqual([three, one, two]);
  await press(`remove:${one}`);
  expect(fields.tool).toEqual([three, two]);
  // 20 % off two tools of $100, changed by the discount although the amount was chosen to begin with.
  expect(fields).toMatchObject({ shownSum: '20000', amount: '160.00', discount: '20', priceBy: 'DISCOUNT' });
  await press('search', { amount: '150' });
  expect(fields).toMatchObject({ amount: '150', discount: '25.00', priceBy: 'AMOUNT' });
  expect(await everything()).toEqual(before);
});

test('a form sent twice makes one bundle, and both answers lead to it', async () => {
  const fields: Fields = {
    ...(await openNew()),
    tool: idsOf(tools),
    shownSum: '30000',
    discount: '10',
    intent: 'save',
  };
  const answers = await Promise.all([
    admin.post('/admin/bundles/new', fields),
    admin.post('/admin/bundles/new', fields),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([302, 302]);
  expect(answers[0]?.location).toBe(answers[1]?.location);
  expect(await find(String(fields.id))).toMatchObject({
    status: 'DRAFT',
    bundle_price: 27_000,
    tool_ids: idsOf(tools),
  });
});

test('of two admins who save the same page, one is told what the other changed, loses nothing and may save over it', async () => {
  const { id, name } = await createBundle(database.sql, tools);
  const path = `/admin/bundles/${id}`;
  const [mine, theirs] = [readEditor(await admin.get(path)), readEditor(await other.get(path))];
  const [one, two, three] = idsOf(tools);
  const saved = await other.post(path, {
    ...theirs,
    name: 'Their name',
    amount: '120',
    tool: [`${three}`, `${one}`],
    shownSum: '20000',
    intent: 'save',
  });
  expect(saved.status).toBe(302);
  const before = await everything();
  const typed = {
    ...mine,
    description: 'My <b>description</b>',
    longDescription: 'Long.',
    isPopular: 'on',
    intent: 'save',
  };
  const refused = await admin.post(path, typed);
  expect(refused.status).toBe(409);
  expect(await everything()).toEqual(before);
  const text = refused.text.replaceAll(/<[^>]+>/g, '');
  expect(text).toContain(`Name: ${name} → Their name`);
  expect(text).toContain('Price: $150.00 → $120.00');
  expect(text).toContain(`Tools removed: ${tools[1]?.name}`);
  expect(text).toContain('The tools stand in another order.');
  expect(text).not.toContain('Description:');
  const kept = readEditor(refused);
  expect(kept).toMatchObject({
    name,
    description: 'My <b>description</b>',
    longDescription: 'Long.',
    isPopular: 'on',
    tool: [one, two, three],
  });
  expect((await admin.post(path, { ...kept, intent: 'save' })).status).toBe(302);
  expect(await find(id)).toMatchObject({ name, bundle_price: 15_000, tool_ids: [one, two, three] });
});

test('two saves of one page at the same moment: exactly one is written', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id } = await createBundle(database.sql, tools);
    const path = `/admin/bundles/${id}`;
    const [mine, theirs] = [readEditor(await admin.get(path)), readEditor(await other.get(path))];
    const answers = await Promise.all([
      admin.post(path, { ...mine, name: 'Mine', intent: 'save' }),
      other.post(path, { ...theirs, name: 'Theirs', intent: 'save' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 409]);
    expect((await find(id)).name).toBe(answers[0]?.status === 302 ? 'Mine' : 'Theirs');
  }
});

test('every field, made bad in every way, gets a message, and nothing is written', async () => {
  const { id } = await createBundle(database.sql, tools);
  const path = `/admin/bundles/${id}`;
  const good = { ...readEditor(await admin.get(path)), intent: 'save' };
  const free = new Set([
    'name',
    'description',
    'longDescription',
    'query',
    'tier',
    'id',
    'shownAmount',
    'shownDiscount',
    'discount',
  ]);
  const before = await everything();
  for (const field of Object.keys(good).filter((name) => !free.has(name))) {
    for (const value of ['', 'x'.repeat(6_000), 'a\0b', '"><script>alert(1)</script>', '-1', '[{"x":1}]']) {
      // Left empty, the address follows the name; a new bundle was opened as nothing.
      if (value === '' && ['slug', 'opened', 'tool'].includes(field)) continue;
      const answer = await admin.post(path, { ...good, [field]: value });
      expect(answer.status, `${field} ${value.slice(0, 30)}`).toBeGreaterThanOrEqual(400);
      expect(answer.status, `${field} ${value.slice(0, 30)}`).toBeLessThan(500);
      expect(answer.text, field).toContain('role="alert"');
      expect(answer.text, field).not.toContain('<script>alert');
    }
  }
  for (const field of ['name', 'description']) {
    expect((await admin.post(path, { ...good, [field]: ' ' })).status).toBe(400);
    expect((await admin.post(path, { ...good, [field]: 'a\0b' })).status).toBe(400);
  }
  expect((await admin.post(path, { ...good, query: 'a\0b', intent: 'search' })).status).toBe(200);
  expect((await admin.post(path, {})).status).toBe(400);
  expect((await admin.post(path, { ...good, longDescription: 'x'.repeat(101_000) })).status).toBe(413);
  expect(await everything()).toEqual(before);
});

test('script in every text is shown as text, in the editor and on the page', async () => {
  const markup = '</script><img src=x onerror=alert(1)>';
  const { id } = await createBundle(database.sql, tools);
  const path = `/admin/bundles/${id}`;
  const fields = { ...readEditor(await admin.get(path)), name: markup, description: markup, longDescription: markup };
  const shown = await admin.post(path, { ...fields, query: markup, intent: 'search' });
  expect((await admin.post(path, { ...fields, intent: 'save' })).status).toBe(302);
  const { slug } = await find(id);
  for (const { text } of [
    shown,
    await admin.get(path),
    await admin.get(`${path}/preview`),
    await owner.get(`/bundles/${slug}`),
  ]) {
    expect(text).not.toContain('<img src=x');
  }
});

test('the administration of bundles is not there for anybody else, and leads guests to sign in', async () => {
  const { id } = await createBundle(database.sql, tools);
  const form = { ...readEditor(await admin.get(`/admin/bundles/${id}`)), intent: 'archive' };
  const before = await everything();
  const guest = createVisitor(worker.url);
  for (const path of [
    '/admin/bundles',
    '/admin/bundles/new',
    `/admin/bundles/${id}`,
    `/admin/bundles/${id}/preview`,
    '/admin/bundles/tools',
  ]) {
    expect((await owner.get(path)).status, path).toBe(404);
    expect((await guest.get(path)).location, path).toMatch(/^\/login\?/);
  }
  for (const path of [`/admin/bundles/${id}`, '/admin/bundles/new', `/admin/bundles/${id}/preview`]) {
    expect((await owner.post(path, form)).status, path).toBe(404);
    expect((await guest.post(path, form)).location, path).toMatch(/^\/login\?/);
  }
  expect(await everything()).toEqual(before);
  for (const path of [`/admin/bundles/${randomUUID()}`, '/admin/bundles/x', `/admin/bundles/${randomUUID()}/preview`]) {
    expect((await admin.get(path)).status, path).toBe(404);
  }
});

test('a change of price, contents and status reaches buyers at once', async () => {
  const { id } = await createBundle(database.sql, tools);
  const { slug } = await find(id);
  const path = `/admin/bundles/${id}`;
  const guest = createVisitor(worker.url);
  for (const buyer of [owner, guest]) await buyer.post('/cart', { intent: 'add', kind: 'BUNDLE', id });

  const priced = { ...readEditor(await admin.get(path)), amount: '140', intent: 'save' };
  expect((await admin.post(path, priced)).status).toBe(302);
  for (const buyer of [owner, guest]) {
    expect((await buyer.get(`/bundles/${slug}`)).text).toContain('$140.00');
    expect((await buyer.get('/cart')).text).toContain('The price changed from $150.00 to $140.00');
  }

  const smaller = {
    ...readEditor(await admin.get(path)),
    tool: idsOf(tools).slice(1),
    shownSum: '20000',
    intent: 'save',
  };
  expect((await admin.post(path, smaller)).status).toBe(302);
  for (const buyer of [owner, guest]) {
    const { text } = await buyer.get(`/bundles/${slug}`);
    expect(text).not.toContain(tools[0]?.name);
    expect(text).toContain('$200.00');
  }

  expect((await admin.post(path, { ...readEditor(await admin.get(path)), intent: 'archive' })).status).toBe(302);
  for (const buyer of [owner, guest]) {
    expect((await buyer.get('/bundles')).text).not.toContain(slug);
    expect((await buyer.get(`/bundles/${slug}`)).text).toContain('No longer sold');
    expect((await buyer.get('/cart')).text).toMatch(/not sold|no longer sold/i);
  }
});

test.each(['FREE', 'STARTER', 'ELITE'] as const)(
  'the preview for %s is what an organization on that tier sees',
  async (tier) => {
    await database.sql.query(`update marketplace_tools set required_tier = 'STARTER' where id = $1`, [tools[0]?.id]);
    const { id } = await createBundle(database.sql, tools, { requiredTier: 'GROWTH' });
    await database.sql.query('update organizations set subscription_tier = $2 where id = $1', [organization.id, tier]);
    const { slug } = await find(id);
    const words = ({ text }: Answer) =>
      (/<div class="item-page">[\s\S]*?<\/table>/.exec(text)?.[0] ?? '')
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .replace(organization.name, 'The buyer’s organization');
    const seen = words(await owner.get(`/bundles/${slug}`));
    expect(seen).toContain(tools[0]?.name);
    expect(seen.includes('Needs GROWTH')).toBe(tier !== 'ELITE');
    expect(words(await admin.get(`/admin/bundles/${id}/preview?tier=${tier}`))).toBe(seen);
    const form = readEditor(await admin.get(`/admin/bundles/${id}`));
    expect(words(await admin.post(`/admin/bundles/${id}/preview`, { ...form, tier }))).toBe(seen);
  },
);

test('the list finds bundles by name, address and status, with what each holds and who owns it', async () => {
  const { id, name } = await createBundle(database.sql, tools, { status: 'DRAFT' });
  await database.sql.query('update tool_bundles set purchase_count = 3, name = $2 where id = $1', [id, `100% ${name}`]);
  const list = async (query: string) => (await admin.get(`/admin/bundles?${query}`)).text;
  expect(await list(`q=${name.slice(3, 14)}`)).toContain(`/admin/bundles/${id}`);
  const row = new RegExp(`<tr>(?:(?!</tr>)[\\s\\S])*${id}[\\s\\S]*?</tr>`).exec(await list('status=DRAFT'))?.[0] ?? '';
  const cells = [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => cell.replaceAll(/<[^>]+>/g, ''));
  expect(cells.slice(0, 6)).toEqual(['Draft', '3', '$300.00', '$150.00', '50 %', '3 organizations']);
  expect(await list('status=ACTIVE')).not.toContain(id);
  // Nothing in a search is a pattern.
  expect(await list('q=100%25')).toContain(id);
  expect(await list('q=1%250%25')).not.toContain(id);
  for (const bad of ['q=%01', 'status=x', 'page=x', 'page=-1', `q=${'x'.repeat(500)}`]) {
    expect((await admin.get(`/admin/bundles?${bad}`)).status, bad).toBe(200);
  }
});

test('tools are found by word, by part of a name and misspelled, in one request', async () => {
  const finds = async (query: string) => {
    // As the editor asks while somebody types.
    const answer = await admin.get(`/admin/bundles/tools.data?q=${encodeURIComponent(query)}`);
    expect(answer.status).toBe(200);
    expect(database.endpoint.requestsFor(answer.headers.get('x-request-id') ?? '')).toHaveLength(1);
    return answer.text.includes('"Contract Generation"');
  };
  expect(await finds('contract')).toBe(true);
  expect(await finds('ontract Gen')).toBe(true);
  expect(await finds('contrat generation')).toBe(true);
  expect(await finds('zzzzzz')).toBe(false);
  expect(await finds('%')).toBe(false);
  expect(await finds('a\u0001b')).toBe(false);
});
