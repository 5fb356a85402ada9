import { expect, test } from 'vitest';
import { createOrganization, createPlatformAdmin, createUser } from '../factories/organizations.ts';
import { forgetProofs, proveSessions } from '../factories/proofs.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { database, rows, setUpTests, signIn, worker } from './organization-forms-setup.ts';

// Whoever of the platform is asked once more who they are finds what they typed, once.

setUpTests();

/** Sends a form of the administration after a proof long ago; returns its page once they have shown who they are, and the next time. */
async function sendUnproved(page: string, fields: Record<string, string>) {
  const admin = await createPlatformAdmin(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: admin.id,
    organizationId: null,
  });
  await forgetProofs(database.sql, admin);
  const asked = await visitor.post(page, fields);
  expect(asked.location).toBe(`/confirm-identity?redirectTo=${encodeURIComponent(page)}`);
  await proveSessions(database.sql, admin);
  const elsewhere = await createOrganization(database.sql);
  return {
    first: (await visitor.get(page)).text,
    next: (await visitor.get(page)).text,
    /** The page of an organization that it was not typed for. */
    async readElsewhere() {
      await forgetProofs(database.sql, admin);
      await visitor.post(page, fields);
      return (await visitor.get(`/admin/organizations/${elsewhere.id}`)).text;
    },
  };
}

const chosen = (text: string, value: string) =>
  new RegExp(`<option[^>]*value="${value}"[^>]*>`).exec(text)?.[0].includes('selected');

test('the tier that was chosen', async () => {
  const { id } = await createOrganization(database.sql, { tier: 'STARTER' });
  const { first, next, readElsewhere } = await sendUnproved(`/admin/organizations/${id}`, {
    intent: 'set-tier',
    tier: 'ELITE',
  });
  expect([chosen(first, 'ELITE'), chosen(next, 'ELITE'), chosen(next, 'STARTER')]).toEqual([true, false, true]);
  // The other one is on ENTERPRISE.
  expect(chosen(await readElsewhere(), 'ENTERPRISE')).toBe(true);
  expect(await rows('select subscription_tier as tier from organizations where id = $1', [id])).toEqual([
    { tier: 'STARTER' },
  ]);
});

test('whose second factors were lost, and how it was made sure', async () => {
  const { id } = await createOrganization(database.sql);
  const { email } = await createUser(database.sql);
  const reason = 'Called the number of the contract.';
  const { first, next } = await sendUnproved(`/admin/organizations/${id}`, { intent: 'reset-factors', email, reason });
  for (const typed of [email, reason]) {
    expect([first.includes(`value="${typed}"`), next.includes(typed)]).toEqual([true, false]);
  }
});

test('the note to an upgrade, up to its longest', async () => {
  const organization = await createOrganization(database.sql, { tier: 'STARTER' });
  const owner = await signIn(organization, 'OWNER');
  await owner.post('/plans', { intent: 'ask', tier: 'ELITE', reason: 'We compare markets.' });
  const [request] = await rows('select id from upgrade_requests where organization_id = $1', [organization.id]);
  const note = 'Welcome! '.repeat(111).trim();
  const { first, next } = await sendUnproved('/admin/upgrades', {
    intent: 'grant',
    upgrade: String(request?.id),
    note,
  });
  expect([first.includes(note), next.includes(note)]).toEqual([true, false]);
});

test('who was to have which role of the platform', async () => {
  const { email } = await createUser(database.sql);
  const { first, next } = await sendUnproved('/admin/people', { intent: 'grant', email, role: 'AUDITOR' });
  expect([first.includes(`value="${email}"`), chosen(first, 'AUDITOR')]).toEqual([true, true]);
  expect(next).not.toContain(email);
});
