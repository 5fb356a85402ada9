import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSite, type Site } from '../factories/site.ts';
import { type VisitorName, visitorNames } from '../pages/facts.ts';
import { listActions, type Route } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// A form is hidden from those who may not send it, whatever it holds: what is wrong in it would tell that there is such a form.

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

/** Forms that nobody's page sends: nothing, an unknown button, and a text that no field takes. */
const badForms: Record<string, string>[] = [{}, { intent: 'nonsense' }, { intent: 'save', name: 'a\0b', id: 'x' }];

/** Where the framework's script sends the form of a page. */
const dataPath = (path: string) => path.replace(/(\?|$)/, '.data$1');

/** The pages that are not shown to everybody, and say so with a 404. */
const hiddenPages = listActions().filter(
  ({ isPage, may, otherwise }) => isPage && may.length < visitorNames.length && (otherwise ?? 'missing') === 'missing',
);
const strangersTo = ({ may }: Route) => visitorNames.filter((name) => name !== 'guest' && !may.includes(name));

test.each(hiddenPages.filter((route) => strangersTo(route).length > 0))(
  '$route finds nothing for who does not see its page, whatever is sent to it',
  async (route) => {
    const path = site.fillAddress(route.address);
    const answers: string[] = [];
    for (const name of strangersTo(route)) {
      for (const form of badForms) {
        const { status, text } = await site[name].post(path, form);
        if (status !== 404 || !text.includes('<h1')) answers.push(`${name} got ${status} for ${JSON.stringify(form)}`);
      }
      const data = await site[name].post(dataPath(path), { intent: 'nonsense' }, { referer: worker.url + path });
      if (data.status !== 404) answers.push(`${name}'s script got ${data.status}`);
    }
    expect(answers).toEqual([]);
  },
);

test.each(hiddenPages)('$route leads a guest to sign in, whatever is sent to it', async ({ address, route }) => {
  for (const form of badForms) {
    const { status, location } = await site.guest.post(site.fillAddress(address), form);
    expect(`${route} ${status === 404 ? '/login' : location}`).toMatch(/ \/login/);
  }
});

describe('a page that more people see than may send its forms', () => {
  const cases: { address: string; form: Record<string, string>; may: VisitorName; mayNot: VisitorName[] }[] = [
    { address: '/organization', form: { intent: 'invite' }, may: 'admin', mayNot: ['member', 'viewer'] },
    { address: '/organization', form: { intent: 'change-role' }, may: 'admin', mayNot: ['member', 'viewer'] },
    { address: '/organization', form: { intent: 'rename' }, may: 'owner', mayNot: ['admin', 'member', 'viewer'] },
    { address: '/organization', form: { intent: 'hand-over' }, may: 'owner', mayNot: ['admin', 'member', 'viewer'] },
    { address: '/organization', form: { intent: 'sign-out' }, may: 'owner', mayNot: ['admin', 'member', 'viewer'] },
    { address: '/organization/security', form: {}, may: 'owner', mayNot: ['admin', 'member'] },
    { address: '/home', form: {}, may: 'admin', mayNot: ['member', 'viewer', 'administrator'] },
    { address: '/checkout', form: {}, may: 'admin', mayNot: ['member', 'viewer', 'administrator'] },
    { address: '/organization/billing', form: { limit: 'much' }, may: 'owner', mayNot: ['admin'] },
    { address: '/orders/:order', form: {}, may: 'admin', mayNot: ['member', 'viewer'] },
    { address: '/requests/:request', form: {}, may: 'admin', mayNot: ['member', 'viewer'] },
    { address: '/requests', form: {}, may: 'member', mayNot: ['viewer'] },
    { address: '/plans', form: {}, may: 'admin', mayNot: ['member', 'viewer'] },
    { address: '/my-tools/:ownTool', form: { intent: 'assign-seat' }, may: 'admin', mayNot: ['member', 'viewer'] },
    { address: '/my-tools/:ownTool', form: { intent: 'set-cap' }, may: 'owner', mayNot: ['admin', 'member'] },
    { address: '/expenses/years', form: {}, may: 'owner', mayNot: ['viewer'] },
    { address: '/expenses/categories', form: {}, may: 'owner', mayNot: ['viewer'] },
    { address: '/campaigns/accounts', form: { kind: 'nonsense' }, may: 'owner', mayNot: ['viewer'] },
    { address: '/reid/alerts/new', form: {}, may: 'owner', mayNot: ['viewer'] },
  ];

  test.each(cases)('$address hides $form from $mayNot', async ({ address, form, may, mayNot }) => {
    const path = site.fillAddress(address);
    expect((await site[may].post(path, form)).status).toBe(400);
    for (const name of mayNot) {
      expect((await site[name].get(path)).status, `${name} sees the page or nothing`).toBeLessThan(500);
      expect(`${name} ${(await site[name].post(path, form)).status}`).toBe(`${name} 404`);
      const data = await site[name].post(dataPath(path), form, { referer: worker.url + path });
      expect(`${name} ${data.status}`).toBe(`${name} 404`);
    }
  });
});

test('the name of a button is no word of the language', async () => {
  for (const intent of ['constructor', 'toString', '__proto__']) {
    expect(`${intent} ${(await site.member.post('/organization', { intent })).status}`).toBe(`${intent} 400`);
  }
});

test('a route without a page answers that nothing is there in words of its own', async () => {
  for (const path of ['/webhooks/stripe', '/webhooks/mail/resend']) {
    const { status, text, headers } = await site.guest.post(path, { a: 'b' });
    expect(status).toBe(404);
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toContain('There is nothing at this address.');
    expect(text).not.toMatch(/error/i);
  }
});
