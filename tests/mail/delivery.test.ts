import { request } from 'node:http';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTool } from '../factories/catalog.ts';
import { openOrderForm } from '../factories/checkout.ts';
import { mailSamples, queueMail } from '../factories/mail.ts';
import { createOrganization, createUser } from '../factories/organizations.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type MailServer, mailServerCertificate, startMailServer } from '../setup/mail-server.ts';
import { createSignedInVisitor, createVisitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Mail from the event to the mail server: the built Worker in workerd, SMTP over TCP with STARTTLS and a password.

let database: TestDatabase;
let sql: Client;
let server: MailServer;
let worker: TestWorker;

const startMailingWorker = (url: string, trustedCertificates: string[]) =>
  startTestWorker(
    database,
    { OUTBOX_URL: undefined, SMTP_URL: url, MAIL_FROM: 'Lotline <mail@lotline.test>' },
    { trustedCertificates },
  );

beforeAll(async () => {
  database = await createTestDatabase();
  ({ sql } = database);
  server = await startMailServer();
  worker = await startMailingWorker(server.url, [mailServerCertificate]);
});

afterAll(async () => {
  await worker?.stop();
  await server?.stop();
  await database?.drop();
});

beforeEach(async () => {
  await sql.query('delete from outgoing_mail');
  server.manners = {};
  server.received = [];
});

const receivedBy = (recipient: string, from = server) => from.received.filter(({ to }) => to.includes(recipient));
const newAddress = () => `${crypto.randomUUID().slice(0, 8)}@example.test`;
const find = async (id: string) =>
  only(
    await sql.query(
      `select attempts, last_error, sent_at is not null as sent, send_after = 'infinity' as never
       from outgoing_mail where id = $1`,
      [id],
    ),
  );
const letTimePass = () => sql.query(`update outgoing_mail set send_after = now() where send_after < 'infinity'`);
/** Lines that the Worker logged about a mail. */
const logged = (id: string, by = worker) => by.output.filter((line) => line.includes(id));

test('a placed order is confirmed once to buyer and billing address, after it is committed', async () => {
  const organization = await createOrganization(sql);
  const { owner } = organization;
  const visitor = await createSignedInVisitor(worker.url, { sql, personId: owner.id, organizationId: organization.id });
  const tool = await createTool(sql, { price: 10_000 });
  await visitor.post('/cart', { intent: 'add', kind: 'TOOL', id: tool.id });
  const billing = newAddress();
  const form = {
    ...(await openOrderForm(visitor)),
    purchaseOrderNumber: 'PO-7',
    billingName: 'Größe & Söhne',
    billingEmail: billing,
    street: '12 Harbor Way',
  };
  const placed = await visitor.post('/checkout', form);
  const number = placed.location?.split('/').at(-1) ?? '';
  await vi.waitFor(() => expect(server.received).toHaveLength(2), 10_000);

  // The same form again, the schedule, and the schedule again once all claims would have run out: nothing more goes out.
  expect((await visitor.post('/checkout', form)).location).toBe(placed.location);
  await worker.runSchedule();
  await letTimePass();
  await worker.runSchedule();
  expect(server.received).toHaveLength(2);
  expect(receivedBy(owner.email)).toHaveLength(1);

  const mail = present(receivedBy(billing)[0]);
  const { id } = only(await sql.query('select id from outgoing_mail where recipient = $1', [billing]));
  expect(mail).toMatchObject({ from: 'mail@lotline.test', to: [billing], secure: true, user: 'lotline@mail.test' });
  expect(mail.email).toMatchObject({
    subject: expect.stringMatching(/^Invoice INV-[\dA-F]{8}-\d{4}-0001 for \$100\.00$/),
    from: { name: 'Lotline', address: 'mail@lotline.test' },
    to: [{ address: billing }],
    messageId: `<${id}@lotline.test>`,
  });
  for (const part of [present(mail.email.text), present(mail.email.html)]) {
    expect(part).toContain(tool.name);
    expect(part).toContain('PO-7');
    expect(part).toContain('12 Harbor Way');
    expect(part).toContain(`${worker.url}/orders/${number}`);
  }
  expect(mail.email.text).toContain('Größe & Söhne');
  expect(mail.email.html).toContain('Größe &amp; Söhne');
  expect(await find(id)).toEqual({ attempts: 1, last_error: null, sent: true, never: true });
}, 60_000);

test('every kind of mail that is queued is received with both parts', async () => {
  const to = newAddress();
  for (const sample of mailSamples) await queueMail(sql, to, sample);
  await worker.runSchedule();
  const received = receivedBy(to);
  expect(received).toHaveLength(mailSamples.length);
  for (const { email } of received) {
    expect(email.text).toContain(worker.url);
    expect(email.html).toContain(`href="${worker.url}`);
  }
  expect(new Set(received.map(({ email }) => email.messageId)).size).toBe(mailSamples.length);
});

test('a server that is down is tried again later', async () => {
  const to = newAddress();
  const id = await queueMail(sql, to);
  const { port } = new URL(server.url);
  await server.stop();
  await worker.runSchedule();
  expect(await find(id)).toMatchObject({ attempts: 1, sent: false, never: false, last_error: expect.any(String) });
  expect(logged(id)).toHaveLength(1);
  server = await startMailServer({ port: Number(port) });
  await worker.runSchedule();
  expect(receivedBy(to)).toHaveLength(0);
  await letTimePass();
  await worker.runSchedule();
  expect(receivedBy(to)).toHaveLength(1);
  expect(await find(id)).toMatchObject({ attempts: 2, sent: true, last_error: null });
});

test('a refused recipient is not tried again, and the others of the batch get theirs', async () => {
  const [to, other] = [newAddress(), newAddress()];
  const id = await queueMail(sql, to);
  server.manners = { recipient: 550 };
  await worker.runSchedule();
  expect(await find(id)).toMatchObject({
    attempts: 1,
    sent: false,
    never: true,
    last_error: expect.stringContaining('550'),
  });
  expect(logged(id).join()).toContain('GIVEN_UP');
  server.manners = {};
  await queueMail(sql, other);
  await letTimePass();
  await worker.runSchedule();
  expect(receivedBy(to)).toHaveLength(0);
  expect(receivedBy(other)).toHaveLength(1);
});

test.each([
  ['recipient', { recipient: 451 }],
  ['content', { content: 451 }],
])('a %s that is greylisted is tried again, under the same Message-ID', async (_, manners) => {
  const to = newAddress();
  const id = await queueMail(sql, to);
  server.manners = manners;
  await worker.runSchedule();
  expect(await find(id)).toMatchObject({
    attempts: 1,
    sent: false,
    never: false,
    last_error: expect.stringContaining('451'),
  });
  server.manners = {};
  await letTimePass();
  await worker.runSchedule();
  expect(receivedBy(to).map(({ email }) => email.messageId)).toEqual([`<${id}@lotline.test>`]);
});

test('a server that takes the message and hangs up is not sent it again', async () => {
  const to = newAddress();
  const id = await queueMail(sql, to);
  server.manners = { hangsUpAfterContent: true };
  await worker.runSchedule();
  expect(receivedBy(to)).toHaveLength(1);
  expect(await find(id)).toMatchObject({ sent: false, never: true, last_error: expect.any(String) });
  expect(logged(id).join()).toContain('GIVEN_UP');
  server.manners = {};
  await letTimePass();
  await worker.runSchedule();
  expect(receivedBy(to)).toHaveLength(1);
});

test('a content that is not that of its kind is given up and keeps nothing else from going out', async () => {
  const [bad, good] = [newAddress(), newAddress()];
  const id = await queueMail(sql, bad, { kind: 'order-confirmation', content: { number: 7 } });
  await queueMail(sql, good);
  await worker.runSchedule();
  expect(await find(id)).toMatchObject({
    sent: false,
    never: true,
    last_error: expect.stringContaining('content.number'),
  });
  expect(receivedBy(good)).toHaveLength(1);
});

test('a forged Host header does not choose where a reset link leads', async () => {
  const { email } = await createUser(sql);
  const body = new URLSearchParams({ email }).toString();
  const headers = {
    host: 'evil.example',
    origin: 'http://evil.example',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': body.length,
  };
  await new Promise<void>((resolve, reject) => {
    request(new URL('/forgot-password', worker.url), { method: 'POST', headers }, (response) => {
      expect(response.statusCode).toBe(302);
      response.resume().once('end', resolve);
    })
      .once('error', reject)
      .end(body);
  });
  const mail = await vi.waitFor(() => present(receivedBy(email)[0]), 10_000);
  expect(mail.email.text).toContain(`${worker.url}/reset-password/`);
  expect(mail.raw).not.toContain('evil');
});

test('a server without a certificate to trust is told nothing: no password, no mail', async () => {
  for (const secure of [false, true]) {
    const other = await startMailServer({ secure });
    const mistrustful = await startMailingWorker(other.url, []);
    try {
      const id = await queueMail(sql, newAddress());
      await mistrustful.runSchedule();
      expect(other.connections).toBe(1);
      expect(other.received).toEqual([]);
      expect(await find(id)).toMatchObject({ attempts: 1, sent: false, never: false });
    } finally {
      await mistrustful.stop();
      await other.stop();
    }
  }
}, 60_000);

test('TLS from the first byte works as well', async () => {
  const other = await startMailServer({ secure: true });
  const secured = await startMailingWorker(other.url, [mailServerCertificate]);
  try {
    const to = newAddress();
    await queueMail(sql, to);
    await secured.runSchedule();
    expect(receivedBy(to, other)).toMatchObject([{ secure: true, user: 'lotline@mail.test' }]);
  } finally {
    await secured.stop();
    await other.stop();
  }
}, 60_000);

test('without a transport mail waits, and the log says so', async () => {
  const bare = await startTestWorker(database, { OUTBOX_URL: undefined });
  try {
    const id = await queueMail(sql, newAddress());
    await bare.runSchedule();
    expect(await find(id)).toEqual({ attempts: 0, last_error: null, sent: false, never: false });
    expect(bare.output.join('\n')).toContain('no transport is configured (SMTP_URL, MAIL_FROM)');
    expect((await createVisitor(bare.url).get(`/outbox/${id}/html`)).status).toBe(404);
  } finally {
    await bare.stop();
  }
}, 60_000);
