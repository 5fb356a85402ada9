import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPageForms } from '../factories/page-forms.ts';
import { only } from '../factories/rows.ts';
import { createSite, type Site } from '../factories/site.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Routes match capitals and escaped letters, and so does everything else that looks at an address.

let database: TestDatabase;
let worker: TestWorker;
let site: Site;
let guest: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database, { PUBLIC_PAGE_SECONDS: '1' });
  site = await createSite(database, worker);
  guest = createVisitor(worker.url);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

test.each(['/Admin/tools/:id', '/ADMIN/TOOLS/:id', '/%61dmin/tools/:id'])(
  'a tool that is saved at %s shows on pages that were kept',
  async (address) => {
    const { id } = only(await database.sql.query(`select id from marketplace_tools where slug = 'cma-generator'`));
    const name = `Renamed ${address.length} ${Date.now()}`;
    const before = await guest.get('/tools/cma-generator');
    expect(before.text).not.toContain(name);
    const path = `/admin/tools/${id}`;
    const form = readPageForms((await site.administrator.get(path)).text).find(({ fields }) => 'revision' in fields);
    const sent = { ...form?.fields, name, intent: 'save' };
    const saved = await site.administrator.post(address.replace(':id', id), sent);
    expect(saved.status).toBe(302);
    // Once its second is over, a page from before the change is not even sent to the first who asks.
    let after = before;
    await expect
      .poll(async () => {
        after = await guest.get('/tools/cma-generator');
        return after.headers.get('cache-status');
      })
      .not.toBe('lotline; hit');
    expect(after.headers.get('cache-status')).toContain('fwd=uri-miss');
    expect(after.text).toContain(name);
  },
);

test('what does not show, and letters of other widths, find what they stand for', async () => {
  await database.sql.query(`update marketplace_tools set name = 'Quaggalistings' where slug = 'cma-generator'`);
  for (const typed of [
    'quagga\u00ADlistings',
    'quagga\u200Blistings',
    'ｑｕａｇｇａｌｉｓｔｉｎｇｓ',
    'Quaggalistings',
  ]) {
    const { text } = await guest.get(`/tools?${new URLSearchParams({ q: typed })}`);
    expect(text, JSON.stringify(typed)).toContain('/tools/cma-generator');
  }
});

test('the token of a link is not in the log, however its path is written', async () => {
  for (const path of ['/invitations/', '/Invitations/', '/%69nvitations/'])
    await guest.get(`${path}secret-token-of-a-link`);
  expect(worker.output.filter((line) => line.includes('secret-token-of-a-link'))).toEqual([]);
});
