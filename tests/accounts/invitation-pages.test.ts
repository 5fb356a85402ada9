import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createInvitation } from '../factories/account-links.ts';
import { createOrganization } from '../factories/organizations.ts';
import { createVisitor } from '../setup/visitor.ts';
import { database, rows, setUpTests, signIn, worker } from './organization-forms-setup.ts';

setUpTests();

test('an invitation to somebody who belongs to the organization is refused beside its field, with what was typed', async () => {
  const organization = await createOrganization(database.sql);
  const email = organization.member.email.toUpperCase();
  const answer = await (await signIn(organization, 'ADMIN')).post('/organization', {
    intent: 'invite',
    email,
    role: 'VIEWER',
  });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(`belongs to ${organization.name} already.`);
  expect(answer.text).toContain(`>${email}</textarea>`);
  expect(await rows('select from invitations where organization_id = $1', [organization.id])).toEqual([]);
});

test('opened by somebody else it says for which account it is, and leads back once they signed out', async () => {
  const inviting = await createOrganization(database.sql);
  const other = await createOrganization(database.sql);
  const email = `${randomUUID()}@people.test`;
  const link = `/invitations/${(await createInvitation(database.sql, inviting.id, email)).token}`;
  const visitor = await signIn(other, 'OWNER');
  const page = await visitor.get(link);
  expect(page.text).toContain(`You are signed in as ${other.owner.email}, but the invitation is for ${email}.`);
  expect((await visitor.post(link, {})).status).toBe(409);
  expect(await rows('select from memberships where organization_id = $1', [inviting.id])).toHaveLength(4);

  expect((await visitor.post('/logout', { redirectTo: link })).location).toBe(link);
  expect((await visitor.get(link)).text).toContain('Your name');
  const joined = await visitor.post(link, { name: 'New Person', password: 'orbit candle fjord' });
  expect(joined.location).toBe('/organization');
  expect(await rows('select email_confirmed_at is not null as confirmed from users where email = $1', [email])).toEqual(
    [{ confirmed: true }],
  );
});

test('a taken back or accepted one is closed to everybody, and no account is made by it', async () => {
  const organization = await createOrganization(database.sql);
  const email = `${randomUUID()}@people.test`;
  const { id, token } = await createInvitation(database.sql, organization.id, email);
  await (await signIn(organization, 'ADMIN')).post('/organization', { intent: 'revoke', invitationId: id });
  const visitor = createVisitor(worker.url);
  expect((await visitor.get(`/invitations/${token}`)).status).toBe(404);
  const answer = await visitor.post(`/invitations/${token}`, { name: 'New Person', password: 'orbit candle fjord' });
  expect(answer.status).toBe(409);
  expect(await rows('select from users where email = $1', [email])).toEqual([]);
});
