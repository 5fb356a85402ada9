import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let owner: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  owner = createVisitor(worker.url);
  await owner.post('/login', { email: 'owner@harbor.test', password: 'lotline-demo' });
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const token = 'x'.repeat(43);
const forms: { path: string; fields: Record<string, string>; signedIn?: boolean }[] = [
  {
    path: '/signup',
    fields: { name: 'Ada', email: 'ada@example.com', password: 'orbit candle', organization: 'Homes' },
  },
  { path: '/login', fields: { email: 'ada@example.com', password: 'orbit candle', redirectTo: '/' } },
  { path: '/forgot-password', fields: { email: 'ada@example.com' } },
  { path: '/login/mail', fields: { intent: 'send', email: 'ada@example.com', redirectTo: '/' } },
  { path: '/login/mail', fields: { intent: 'code', code: 'KX7P-3MQ9', redirectTo: '/' } },
  { path: '/confirm-identity', fields: { password: 'orbit candle', redirectTo: '/' }, signedIn: true },
  { path: '/account/sessions', fields: { sessionId: token }, signedIn: true },
  { path: `/reset-password/${token}`, fields: { password: 'orbit candle' } },
  { path: `/invitations/${token}`, fields: { name: 'Ada', password: 'orbit candle' } },
  {
    path: '/organization',
    fields: { intent: 'invite', email: 'ada@example.com', role: 'VIEWER' },
    signedIn: true,
  },
  { path: '/organization', fields: { intent: 'change-role', userId: token, role: 'VIEWER' }, signedIn: true },
  { path: '/organization', fields: { intent: 'hand-over', userId: token, typed: 'A name' }, signedIn: true },
  { path: '/organization', fields: { intent: 'resend', invitationId: token }, signedIn: true },
  { path: '/organization', fields: { intent: 'rename', name: 'Harbor' }, signedIn: true },
  { path: '/account', fields: { intent: 'rename', name: 'Ada' }, signedIn: true },
  { path: '/account/theme', fields: { theme: 'DARK' }, signedIn: true },
  {
    path: '/contact',
    fields: { name: 'Ada', email: 'ada@example.com', topic: 'QUESTION', message: 'What does it cost?' },
  },
  { path: '/switch-organization', fields: { organizationId: token, returnTo: '/' }, signedIn: true },
];

const badValues: [string, string | File | string[] | undefined][] = [
  ['missing', undefined],
  ['empty', ''],
  ['repeated', ['one', 'two']],
  ['a file', new File(['x'], 'x.png', { type: 'image/png' })],
  ['too long', 'x'.repeat(10_000)],
  ['with a NUL', 'a\0b@example.com'],
];

// Fields that change where the reader goes, not whether the form is good.
const tolerated = new Set(['redirectTo', 'returnTo']);

test.each(forms)('$path: every field, made bad in every way, gets a message', async ({ path, fields, signedIn }) => {
  for (const field of Object.keys(fields)) {
    for (const [name, value] of badValues) {
      const sent: Record<string, string | File | string[]> = { ...fields };
      if (value === undefined) delete sent[field];
      else sent[field] = value;
      const visitor = signedIn ? owner : createVisitor(worker.url);
      const answer = await visitor.post(path, sent);
      const what = `${field} ${name}`;
      expect(answer.status, what).toBeLessThan(500);
      // A password may hold anything.
      if (tolerated.has(field) || (field === 'password' && name === 'with a NUL')) continue;
      expect(answer.status, what).toBeGreaterThanOrEqual(400);
      expect(answer.text, what).toContain('<h1');
    }
  }
});

const bodies: [string, string, string, number][] = [
  ['JSON', 'application/json', '{"email":"ada@example.com"}', 400],
  ['nothing', 'application/x-www-form-urlencoded', '', 400],
  ['bad escapes', 'application/x-www-form-urlencoded', '%E0%A4%A=%&=&&&%zz', 400],
  ['a huge index', 'application/x-www-form-urlencoded', 'email[4294967294]=a', 400],
  ['a prototype', 'application/x-www-form-urlencoded', '__proto__.email=a&constructor=b', 400],
  ['a broken intent', 'application/x-www-form-urlencoded', '__intent__=%7B&__state__=%7B', 400],
  ['multipart without a boundary', 'multipart/form-data', '--x', 400],
  [
    'multipart cut short',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\na',
    400,
  ],
  ['too much', 'application/x-www-form-urlencoded', `email=${'x'.repeat(100_001)}`, 413],
];

test.each(bodies)('a body of %s is answered with a page', async (_name, type, body, status) => {
  for (const path of ['/signup', '/login', '/forgot-password', `/reset-password/${token}`]) {
    const response = await fetch(worker.url + path, {
      method: 'POST',
      body,
      headers: { 'content-type': type, origin: worker.url, connection: 'close' },
    });
    // The page of a closed link is a 404 whatever is sent to it.
    expect([status, 404], path).toContain(response.status);
    expect(await response.text()).toContain('<h1');
  }
});

test('cookies made up from nothing take no page away', async () => {
  for (const value of ['x', 'x.y', '%', 'e30=.', '"', 'x'.repeat(3_000)]) {
    const cookies = new Map(['session', 'cart', 'toast'].map((name) => [`__Host-${name}`, value]));
    expect((await createVisitor(worker.url, cookies).get('/login')).status, value).toBe(200);
  }
});
