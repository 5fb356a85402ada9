import { afterAll, beforeAll, expect, test } from 'vitest';
import { only, refusal } from '../factories/rows.ts';
import { createSite, type Site } from '../factories/site.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let site: Site;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  site = await createSite(database, worker);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const readPerson = async () =>
  only(await database.sql.query('select name from users where id = $1', [site.organization.owner.id])).name;
const readOrganization = async () =>
  only(await database.sql.query('select name from organizations where id = $1', [site.organization.id])).name;

/** Each shows nothing. */
const blanks = [
  '\u200B',
  '\u3164',
  '\u2800',
  '\u00AD',
  '\uFE0F',
  '\u{E0041}',
  '\u202E\u202C',
  '\u0301',
  '\u115F \u1160',
  '\u00A0',
];

test.each(blanks)('%j is no name of a person or an organization', async (name) => {
  const before = [await readPerson(), await readOrganization()];
  for (const path of ['/account', '/organization']) {
    const answer = await site.owner.post(path, { intent: 'rename', name });
    expect(`${path} ${answer.status}`).toBe(`${path} 400`);
    expect(answer.text).toMatch(/Enter your (name|organization&#x27;s name)\./);
  }
  expect([await readPerson(), await readOrganization()]).toEqual(before);
});

test.each(blanks)('the database takes %j for no name either', async (name) => {
  for (const table of ['users', 'organizations'])
    expect(await refusal(database.sql.query(`update ${table} set name = $1`, [name]))).toBe('23514');
});

test.each(['Ada\u202Elace', ' Ada', 'Ada\u00A0', 'Zoe\u0308', 'A\u200Bda', 'A\nda'])(
  'the database keeps no name that is not clean: %j',
  async (name) => {
    expect(await refusal(database.sql.query('update users set name = $1', [name]))).toBe('23514');
  },
);

test('a name is kept without what does not show, composed and with plain spaces', async () => {
  await site.owner.post('/account', { intent: 'rename', name: '\u202E Zoe\u0308\u00A0\u2003Har\u00ADbor \u202C' });
  expect(await readPerson()).toBe('Zoë Harbor');
  await site.owner.post('/organization', { intent: 'rename', name: 'میلاد نیک\u200Cپور 👩\u200D💼' });
  expect(await readOrganization()).toBe('میلاد نیک\u200Cپور 👩\u200D💼');
});

test('a name stands in an element of its own wherever it is shown', async () => {
  const name = 'שלום עולם';
  await site.owner.post('/account', { intent: 'rename', name });
  await database.sql.query('update users set name = $2 where id = $1', [site.organization.member.id, name]);
  // As it comes: what tests read otherwise is without these elements.
  const read = async (path: string) => {
    const cookie = [...site.owner.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    return (await fetch(worker.url + path, { headers: { cookie } })).text();
  };
  const html = await read('/organization');
  expect(html).toContain(`<bdi>${name}</bdi>`);
  const sessions = (await read('/account/sessions')).split('<table').at(-1) ?? '';
  expect(sessions).toContain(`<bdi>${await readOrganization()}</bdi>`);
  // In attributes, which hold no element, it stands between isolates.
  expect(html).toContain(`aria-label="Role of \u2068${name}\u2069"`);
});

test('a mail has names that are read from right to left between isolates', async () => {
  const name = 'משרד הנמל';
  await site.owner.post('/organization', { intent: 'rename', name });
  const email = `invited-${Date.now()}@people.test`;
  expect((await site.owner.post('/organization', { intent: 'invite', email, role: 'MEMBER' })).status).toBe(302);
  const subject = () => worker.outbox.messages().find(({ to }) => to === email)?.subject;
  await expect.poll(subject, { timeout: 10_000 }).toBe(`Join \u2068${name}\u2069 on Lotline`);
});
