import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dailyCron } from '../../app/daily-cron.ts';
import { createTenantSecrets } from '../../app/services/tenant-secrets.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { type LocalDns, startLocalDns } from './local-dns.ts';

// Domains from the form to what DNS says of them: the built Worker in workerd, with DNS of this machine.

let database: TestDatabase;
let dns: LocalDns;
let worker: TestWorker;
let organization: TestOrganization;
let visitors: Record<'owner' | 'member', Visitor>;

beforeAll(async () => {
  database = await createTestDatabase();
  dns = await startLocalDns();
  worker = await startTestWorker(database, {}, { changeWorkers: dns.changeWorkers });
});

beforeEach(async () => {
  dns.texts.clear();
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  const visit = ({ id }: { id: string }) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId: id, organizationId: organization.id });
  visitors = { owner: await visit(organization.owner), member: await visit(organization.member) };
});

afterAll(async () => {
  await worker?.stop();
  await dns?.stop();
  await database?.drop();
});

const address = '/campaigns/settings';
const newDomain = () => `${randomUUID().slice(0, 8)}.example`;
const act = (intent: string, domainId: string, values: Record<string, string> = {}) => ({
  forOrganization: organization.id,
  intent,
  domainId,
  ...values,
});

interface DomainRow {
  id: string;
  domain: string;
  selector: string;
  public_key: string;
  sealed_private_key: string;
  ownership_token: string;
  findings: Record<string, string>;
  is_verified: boolean;
  is_checked: boolean;
}
const findDomain = async (id: string) =>
  only(
    await database.sql.query<DomainRow>(
      'select *, verified_at is not null as is_verified, checked_at is not null as is_checked from sending_domains where id = $1',
      [id],
    ),
  );

async function addDomain(domain = newDomain()): Promise<DomainRow> {
  const id = randomUUID();
  expect((await visitors.owner.post(address, act('add-domain', id, { domain }))).location).toBe(address);
  return findDomain(id);
}

/** Enters the records of a domain, as its page says them. */
function enterRecords({ domain, selector, public_key, ownership_token }: DomainRow) {
  const key = `v=DKIM1; k=rsa; p=${public_key}`;
  const strings = (key.match(/.{1,255}/g) ?? []).map((part) => `"${part}"`);
  dns.texts.set(`${selector}._domainkey.${domain}`, [strings.join(' ')]);
  dns.texts.set(`_lotline.${domain}`, [`"lotline-verification=${ownership_token}"`]);
  dns.texts.set(`_dmarc.${domain}`, ['"v=DMARC1; p=none"']);
}

const verify = (id: string) => visitors.owner.post(address, act('verify-domain', id));
const findSender = async (email: string) =>
  only(await database.sql.query('select app.find_sender($1, $2) as id', [organization.id, email])).id;

test('a domain comes with a key of 2048 bits, whose private half opens for it alone', async () => {
  const row = await addDomain();
  const publicKey = createPublicKey({ key: Buffer.from(row.public_key, 'base64'), format: 'der', type: 'spki' });
  expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  expect(row.sealed_private_key).not.toContain('PRIVATE');
  const secrets = createTenantSecrets([Uint8Array.from(Buffer.alloc(32, 'only for tests'))]);
  const opened = present(await secrets.open(row.sealed_private_key, `sending_domains:${row.id}`));
  const half = createPublicKey(createPrivateKey(opened)).export({ format: 'der', type: 'spki' });
  expect(half.toString('base64')).toBe(row.public_key);
  expect(await secrets.open(row.sealed_private_key, `sending_domains:${randomUUID()}`)).toBeUndefined();
  const { text } = await visitors.owner.get(address);
  for (const shown of [
    `${row.selector}._domainkey.${row.domain}`,
    `v=DKIM1; k=rsa; p=${row.public_key}`,
    `lotline-verification=${row.ownership_token}`,
    `_dmarc.${row.domain}`,
  ])
    expect(text).toContain(shown);
});

test('a second click keeps the key, and the same domain is not added twice', async () => {
  const row = await addDomain();
  await visitors.owner.post(address, act('add-domain', row.id, { domain: row.domain }));
  expect((await findDomain(row.id)).public_key).toBe(row.public_key);
  const taken = await visitors.owner.post(address, act('add-domain', randomUUID(), { domain: row.domain }));
  expect(taken.status).toBe(422);
  expect(taken.text).toMatch(/<a href="#domain"[^>]*>Your organization has this domain already/);
  expect((await visitors.owner.post(address, act('add-domain', randomUUID(), { domain: 'a b' }))).status).toBe(400);
});

test('a domain is verified once its three records are there, and sent from by exactly its addresses', async () => {
  const row = await addDomain();
  await verify(row.id);
  expect(await findDomain(row.id)).toMatchObject({
    findings: { dkim: 'MISSING', ownership: 'MISSING', dmarc: 'MISSING', spf: 'MISSING' },
    is_verified: false,
    is_checked: true,
  });
  expect(await findSender(`a@${row.domain}`)).toBeNull();
  enterRecords(row);
  dns.texts.delete(`_dmarc.${row.domain}`);
  await verify(row.id);
  expect(await findDomain(row.id)).toMatchObject({ findings: { dkim: 'OK', dmarc: 'MISSING' }, is_verified: false });
  enterRecords(row);
  await verify(row.id);
  expect((await findDomain(row.id)).is_verified).toBe(true);
  expect(await findSender(`A@${row.domain.toUpperCase()}`)).toBe(row.id);
  for (const other of [`a@x.${row.domain}`, `a@x${row.domain}`, 'a@example.org'])
    expect(await findSender(other)).toBeNull();
  const page = (await visitors.member.get(address)).text;
  expect(page).toContain('Verified');
  expect(page).not.toContain('Verify domain');
});

test('the key of somebody else, or the token of another organization, verifies nothing', async () => {
  const row = await addDomain();
  enterRecords({ ...row, public_key: (await addDomain()).public_key });
  await verify(row.id);
  expect(await findDomain(row.id)).toMatchObject({ findings: { dkim: 'WRONG', ownership: 'OK' }, is_verified: false });
  enterRecords({ ...row, ownership_token: 'another' });
  await verify(row.id);
  expect(await findDomain(row.id)).toMatchObject({ findings: { ownership: 'WRONG' }, is_verified: false });
});

test('a domain is lost by what DNS says, and not by DNS being away', async () => {
  const row = await addDomain();
  enterRecords(row);
  await verify(row.id);
  const names = [`${row.selector}._domainkey.${row.domain}`, `_lotline.${row.domain}`, `_dmarc.${row.domain}`];
  for (const name of [...names, row.domain]) dns.texts.set(name, 'away');
  await verify(row.id);
  expect(await findDomain(row.id)).toMatchObject({ is_verified: true, findings: { dkim: 'OK' } });
  // One of them answers, that the record is gone.
  dns.texts.delete(present(names[0]));
  await verify(row.id);
  expect(await findDomain(row.id)).toMatchObject({
    is_verified: false,
    findings: { dkim: 'MISSING', ownership: 'OK' },
  });
  const { rows } = await database.sql.query<{ verified: boolean }>(
    `select after ->> 'verified_at' is not null as verified from audit_log
     where subject_type = 'sending_domain' and subject_id = $1 order by chain_position`,
    [row.id],
  );
  expect(rows.map(({ verified }) => verified)).toEqual([false, true, false]);
});

test('the schedule looks once a week, at domains of organizations that have the module', async () => {
  const [fresh, due, closed] = [await addDomain(), await addDomain(), await addDomain()];
  for (const row of [fresh, due, closed]) {
    enterRecords(row);
    await verify(row.id);
  }
  const other = await createOrganization(database.sql);
  await database.sql.query(`update sending_domains set checked_at = now() - interval '8 days' where id in ($1, $2)`, [
    due.id,
    closed.id,
  ]);
  await database.sql.query('update sending_domains set organization_id = $2 where id = $1', [closed.id, other.id]);
  dns.texts.clear();
  await worker.runSchedule(dailyCron);
  const verified = [];
  for (const row of [fresh, due, closed]) verified.push((await findDomain(row.id)).is_verified);
  expect(verified).toEqual([true, false, true]);
});

test('what DNS said is noted by the schedule and by an ADMIN or OWNER, and by nobody else', async () => {
  const row = await addDomain();
  const note = (tokenHash: string | null) =>
    asViewer(database.asApp, tokenHash, async (client) =>
      only(await client.query(`select app.note_domain_check($1, '{"spf": "OK", "other": "OK"}') as outcome`, [row.id])),
    );
  const stranger = await createOrganization(database.sql);
  await unlockModules(database.sql, stranger);
  for (const person of [organization.member, organization.viewer, stranger.owner])
    expect(await note(person.tokenHash)).toEqual({ outcome: 'NOT_FOUND' });
  expect((await findDomain(row.id)).is_checked).toBe(false);
  expect(await note(organization.admin.tokenHash)).toEqual({ outcome: 'NOT_VERIFIED' });
  expect(await note(null)).toEqual({ outcome: 'NOT_VERIFIED' });
  expect((await findDomain(row.id)).findings).toEqual({ spf: 'OK' });
  for (const person of [organization.owner, organization.member]) {
    const listed = await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query(`select from app.list_sealed_domain_keys('00000000-0000-0000-0000-000000000000', 10)`),
    );
    expect(listed.rowCount).toBe(0);
  }
});

test('an organization looks thirty times an hour, and a MEMBER never', async () => {
  const row = await addDomain();
  await database.sql.query(`insert into limited_uses (purpose, subject, uses) values ('DOMAIN_CHECK', $1, 30)`, [
    organization.id,
  ]);
  const answer = await verify(row.id);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '3600']);
  for (const form of [
    act('verify-domain', row.id),
    act('remove-domain', row.id),
    act('add-domain', randomUUID(), { domain: newDomain() }),
  ])
    expect((await visitors.member.post(address, form)).status).toBe(404);
  expect((await findDomain(row.id)).is_checked).toBe(false);
});

test('a domain that is removed takes its key along', async () => {
  const row = await addDomain();
  expect((await visitors.owner.post(address, act('remove-domain', row.id))).location).toBe(address);
  expect((await database.sql.query('select from sending_domains where id = $1', [row.id])).rowCount).toBe(0);
  expect((await visitors.owner.post(address, act('remove-domain', row.id))).status).toBe(404);
});
