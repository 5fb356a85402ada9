import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { asViewer } from '../factories/as-viewer.ts';
import { createOrganization, createUser } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createSignedInVisitor } from '../setup/visitor.ts';
import { database, rows, setUpTests, signIn, worker } from './organization-forms-setup.ts';

setUpTests();

const idOf = (page: string) => /name="id" value="([\da-f-]{36})"/.exec(page)?.[1] ?? '';

test('somebody who was removed from their only organization makes one of their own and works for it', async () => {
  const { owner, member, id } = await createOrganization(database.sql);
  await asViewer(database.asApp, owner.tokenHash, (client) =>
    client.query('select app.remove_member($1)', [member.id]),
  );
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: member.id,
    organizationId: null,
  });
  expect((await visitor.get('/signup')).location).toBe('/organization/new');
  expect((await visitor.get('/account')).text).toContain('href="/organization/new"');
  const page = await visitor.get('/organization/new');
  expect(page.status).toBe(200);
  const fields = { id: idOf(page.text), name: 'Lakeview Partners' };
  expect((await visitor.post('/organization/new', fields)).location).toBe('/organization');
  expect((await visitor.get('/organization')).text).toContain('Lakeview Partners');
  expect(
    await rows(
      `select o.name, m.role, o.subscription_tier as tier, u.last_organization_id = o.id as remembered, o.id <> $2 as other
       from memberships m join organizations o on o.id = m.organization_id join users u on u.id = m.user_id where m.user_id = $1`,
      [member.id, id],
    ),
  ).toEqual([{ name: 'Lakeview Partners', role: 'OWNER', tier: 'FREE', remembered: true, other: true }]);
});

test('a form sent twice makes one organization, and five within an hour are enough', async () => {
  const organization = await createOrganization(database.sql);
  const visitor = await signIn(organization, 'MEMBER');
  const id = randomUUID();
  for (const _ of [1, 2]) {
    expect((await visitor.post('/organization/new', { id, name: 'Twice' })).status).toBe(302);
  }
  const owned = () => rows(`select 1 from memberships where user_id = $1 and role = 'OWNER'`, [organization.member.id]);
  expect(await owned()).toHaveLength(1);
  for (const _ of [2, 3, 4, 5]) {
    expect((await visitor.post('/organization/new', { id: randomUUID(), name: 'One more' })).status).toBe(302);
  }
  const refused = await visitor.post('/organization/new', { id: randomUUID(), name: 'Kept text' });
  expect(refused.status).toBe(429);
  expect(refused.text).toContain('value="Kept text"');
  expect(await owned()).toHaveLength(5);
});

test('the id of somebody else’s organization opens nothing', async () => {
  const other = await createOrganization(database.sql);
  const person = await createUser(database.sql);
  const visitor = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: person.id,
    organizationId: null,
  });
  expect((await visitor.post('/organization/new', { id: other.id, name: 'Mine' })).status).toBe(404);
  expect(await rows('select 1 from memberships where user_id = $1', [person.id])).toEqual([]);
});

test('two organizations of the same name show their slug beside it', async () => {
  const organization = await createOrganization(database.sql);
  const visitor = await signIn(organization, 'OWNER');
  const name = organization.name.toUpperCase();
  expect((await visitor.post('/organization/new', { id: randomUUID(), name })).status).toBe(302);
  const { slug } = only(
    await database.sql.query<{ slug: string }>('select slug from organizations where name = $1', [name]),
  );
  const { text } = await visitor.get('/account');
  expect(text).toContain(`${name} (${slug})`);
  expect(text).toContain(`Switch to ${organization.name} (${organization.name})`);
});
