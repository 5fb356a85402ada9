import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { waitForMail } from '../factories/account-mails.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createOrganization, createPlatformAdmin } from '../factories/organizations.ts';
import { proveSessions } from '../factories/proofs.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// Messages to the people behind the site: who reads them, and how many there may be.

let database: TestDatabase;
let worker: TestWorker;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  await database.sql.query(`delete from limited_uses where purpose = 'CONTACT'`);
  await database.sql.query('delete from platform_roles');
  await database.sql.query('delete from outgoing_mail');
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

const newMessage = () => ({
  name: 'Ada Lovelace',
  email: `${randomUUID()}@example.test`,
  topic: 'BILLING',
  message: 'Our invoice names another street.\nCan it be changed?',
});

/** Sends a message by the function, as nobody unless somebody is named. */
async function send(
  message: ReturnType<typeof newMessage>,
  digest: string | null = null,
  tokenHash: string | null = null,
) {
  const { name, email, topic, message: text } = message;
  const result = await asViewer(database.asApp, tokenHash, (client) =>
    client.query<{ outcome: string }>('select app.send_contact_message($1, $2, $3, $4, $5) as outcome', [
      name,
      email,
      topic,
      text,
      digest,
    ]),
  );
  return only(result).outcome;
}

const listRecipients = async ({ email }: { email: string }) => {
  const { rows } = await database.sql.query<{ recipient: string }>(
    `select recipient from outgoing_mail where kind = 'contact-message' and content ->> 'email' = $1 order by 1`,
    [email],
  );
  return rows.map(({ recipient }) => recipient);
};

test('everybody with the role Support reads a message, and nobody else', async () => {
  const readers = [];
  for (const roles of [['SUPPORT'], ['SUPPORT', 'BILLING']] as const)
    readers.push(await createPlatformAdmin(database.sql, null, roles));
  await createPlatformAdmin(database.sql, null, ['SUPERADMIN']);
  await createPlatformAdmin(database.sql, null, ['CATALOG']);
  const message = newMessage();
  expect(await send(message)).toBe('SENT');
  expect(await listRecipients(message)).toEqual(readers.map(({ email }) => email).toSorted());
});

test('while nobody has that role, those who give roles read it; while there are none, it is refused', async () => {
  const message = newMessage();
  expect(await send(message)).toBe('NOBODY');
  const superadmin = await createPlatformAdmin(database.sql, null, ['SUPERADMIN']);
  expect(await send(message)).toBe('SENT');
  expect(await listRecipients(message)).toEqual([superadmin.email]);
});

test('the same message of one day is one message, and counts once', async () => {
  await createPlatformAdmin(database.sql, null, ['SUPPORT']);
  const message = newMessage();
  for (let time = 0; time < 8; time++) expect(await send(message, 'a digest')).toBe('SENT');
  expect(await listRecipients(message)).toHaveLength(1);
  expect(await send({ ...message, message: 'Another question about it.' }, 'a digest')).toBe('SENT');
  expect(await listRecipients(message)).toHaveLength(2);
});

test('a network address sends five within an hour, an account ten, and all of them a hundred', async () => {
  await createPlatformAdmin(database.sql, null, ['SUPPORT']);
  const { owner } = await createOrganization(database.sql);
  const sendMany = async (count: number, digest: (place: number) => string | null, tokenHash: string | null = null) => {
    const outcomes = [];
    for (let place = 0; place < count; place++) outcomes.push(await send(newMessage(), digest(place), tokenHash));
    return outcomes.filter((outcome) => outcome === 'SENT').length;
  };
  expect(await sendMany(6, () => 'one digest')).toBe(5);
  expect(await sendMany(12, (place) => `digest ${place}`, owner.tokenHash)).toBe(10);
  expect(await sendMany(100, () => null)).toBe(85);
});

test('a message without an end, or without a name, is refused by the database as well', async () => {
  await createPlatformAdmin(database.sql, null, ['SUPPORT']);
  await expect(send({ ...newMessage(), message: 'x'.repeat(5001) })).rejects.toMatchObject({ code: '23514' });
  await expect(send({ ...newMessage(), name: '' })).rejects.toMatchObject({ code: '23514' });
});

test.each([
  ['a second line in the name', { name: 'Ada\r\nBcc: all@example.test' }],
  ['a second line in the email', { email: 'ada@example.test\r\nBcc: all@example.test' }],
  ['a second email', { email: 'ada@example.test, all@example.test' }],
  ['no email', { email: 'ada lovelace' }],
])('%s is refused by the database as well, so that none comes into the headers of a mail', async (_what, changes) => {
  await createPlatformAdmin(database.sql, null, ['SUPPORT']);
  const message = { ...newMessage(), ...changes };
  await expect(send(message)).rejects.toMatchObject({ code: '23514' });
  expect(await listRecipients(message)).toEqual([]);
});

test('the mail says who wrote what, and whether anybody was signed in', async () => {
  const reader = await createPlatformAdmin(database.sql, null, ['SUPPORT']);
  const message = newMessage();
  const sent = await createVisitor(worker.url).post('/contact', message);
  expect([sent.status, sent.location]).toEqual([302, '/contact?sent']);
  const mail = await waitForMail(worker, reader.email, /^Message from Ada Lovelace: Orders and invoices$/);
  expect(mail.text).toContain('> Our invoice names another street.\n> Can it be changed?');
  expect(mail.text).toContain(message.email);
  expect(mail.text).toContain('Nobody: what is said of the sender is not checked');

  const organization = await createOrganization(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  const page = await visitor.get('/contact');
  expect(page.text).toContain(`value="${organization.owner.email}"`);
  await visitor.post('/contact', { ...newMessage(), name: 'Grace' });
  const own = await waitForMail(worker, reader.email, /^Message from Grace/);
  expect(own.text).toContain(organization.owner.email);
  expect(own.text).toContain(organization.name);
});

test('whoever deletes their account leaves neither a message that has arrived nor a theme', async () => {
  await createPlatformAdmin(database.sql, null, ['SUPPORT']);
  const { member } = await createOrganization(database.sql);
  const message = newMessage();
  await send(message, null, member.tokenHash);
  await database.sql.query('update outgoing_mail set sent_at = now()');
  await database.sql.query(`update users set theme = 'DARK' where id = $1`, [member.id]);
  await proveSessions(database.sql, member);
  const deleted = await asViewer(database.asApp, member.tokenHash, (client) =>
    client.query<{ outcome: string }>(`select app.delete_account($1, '{}') as outcome`, [member.email]),
  );
  expect(only(deleted).outcome).toBe('DELETED');
  expect(await listRecipients(message)).toEqual([]);
  expect(only(await database.sql.query('select theme from users where id = $1', [member.id])).theme).toBe('SYSTEM');
});

test('what was typed is kept where something is missing, and nothing is sent', async () => {
  await createPlatformAdmin(database.sql, null, ['SUPPORT']);
  const message = { ...newMessage(), topic: '' };
  const answer = await createVisitor(worker.url).post('/contact', message);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('Choose what it is about.');
  expect(answer.text).toContain('Can it be changed?');
  expect(answer.text).toContain(`value="${message.email}"`);
  expect(await listRecipients(message)).toEqual([]);
});
