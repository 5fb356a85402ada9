import { afterAll, beforeAll, expect, test } from 'vitest';
import { protections, retention } from '../../app/modules/accounts/trust/facts.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let guest: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database, {
    SMTP_URL: 'smtps://user:hush-hush@mail.provider.example',
    MAIL_FROM: 'Lotline <mail@lotline.example>',
    SECURITY_CONTACT: 'security@lotline.example',
    STATUS_URL: 'https://status.lotline.example/',
  });
  guest = createVisitor(worker.url);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

test('whoever finds a weakness is told whom to tell', async () => {
  const { status, text, headers } = await guest.get('/.well-known/security.txt');
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  const fields = new Map([...text.matchAll(/^([\w-]+): (.+)$/gm)].map(([, name = '', value = '']) => [name, value]));
  expect(fields.get('Contact')).toBe('mailto:security@lotline.example');
  expect(fields.get('Canonical')).toBe(`${worker.url}/.well-known/security.txt`);
  const days = (Date.parse(fields.get('Expires') ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(80);
  expect(days).toBeLessThan(366);
  const policy = new URL(fields.get('Policy') ?? '');
  const page = await guest.get(policy.pathname);
  expect(page.text).toContain(`id="${policy.hash.slice(1)}"`);
});

test('the page says all promises, who handles data by the settings of this site, and none of its secrets', async () => {
  const { text } = await guest.get('/trust');
  for (const { title, text: promise } of protections) {
    expect(text).toContain(title);
    expect(text).toContain(promise);
  }
  for (const { what, howLong } of retention) {
    expect(text).toContain(what);
    expect(text).toContain(howLong);
  }
  expect(text).toContain('The mail server mail.provider.example');
  expect(text).toContain('href="mailto:security@lotline.example"');
  expect(text).toContain('href="https://status.lotline.example/"');
  // Nobody pays by card here.
  expect(text).not.toContain('Stripe');
  expect(text).not.toContain('hush-hush');
});

test('every page leads there', async () => {
  expect((await guest.get('/tools')).text).toContain('href="/trust"');
});
