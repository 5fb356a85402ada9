import { describe, expect, test } from 'vitest';
import { createOrganization } from '../factories/organizations.ts';
import { forgetProofs, proveSessions } from '../factories/proofs.ts';
import { only } from '../factories/rows.ts';
import { createVisitor, type Visitor } from '../setup/visitor.ts';
import { database, roleOf, rows, setUpTests, signIn, worker } from './organization-forms-setup.ts';

setUpTests();

describe('/organization', () => {
  test('an owner changes a role, hands over, and is told where that is not possible', async () => {
    const organization = await createOrganization(database.sql);
    const { owner, member, viewer } = organization;
    const visitor = await signIn(organization, 'OWNER');
    const changed = await visitor.post('/organization', { intent: 'change-role', userId: member.id, role: 'ADMIN' });
    expect([changed.status, changed.location]).toEqual([302, '/organization']);
    expect(await roleOf(member.id)).toBe('ADMIN');

    const last = await visitor.post('/organization', { intent: 'change-role', userId: owner.id, role: 'MEMBER' });
    expect(last.status).toBe(409);
    expect(last.text).toContain('An organization needs an owner.');
    expect((await visitor.post('/organization', { intent: 'leave' })).status).toBe(409);
    expect(await roleOf(owner.id)).toBe('OWNER');

    const handOver = (typed: string) =>
      visitor.post('/organization', { intent: 'hand-over', userId: viewer.id, typed });
    await forgetProofs(database.sql, owner);
    expect((await handOver(organization.name)).location).toMatch(/^\/confirm-identity\?redirectTo=/);
    await proveSessions(database.sql, owner);
    // What was chosen and typed before that question is there again, once.
    const typedIn = (text: string) => /<input[^>]*id="hand-over-typed"[^>]*>/.exec(text)?.[0];
    const asked = await visitor.get('/organization');
    expect(typedIn(asked.text)).toContain(`value="${organization.name}"`);
    expect(asked.text).toMatch(new RegExp(`<option[^>]*value="${viewer.id}"[^>]*selected=""`));
    expect(typedIn((await visitor.get('/organization')).text)).not.toContain('value=');
    const untyped = await handOver('Another name');
    expect(untyped.status).toBe(400);
    expect(untyped.text).toContain(`Type the name as it is: ${organization.name}`);
    // It is said beside its field, and what was chosen and typed is still there.
    expect(untyped.text).toMatch(/<input[^>]*id="hand-over-typed"[^>]*aria-invalid="true"/);
    expect(untyped.text).toContain('value="Another name"');
    expect(untyped.text).toMatch(new RegExp(`<option[^>]*value="${viewer.id}"[^>]*selected=""`));
    const nobody = await visitor.post('/organization', { intent: 'hand-over', userId: '', typed: organization.name });
    expect(nobody.status).toBe(400);
    expect(nobody.text).toContain('Choose a person.');
    expect([await roleOf(owner.id), await roleOf(viewer.id)]).toEqual(['OWNER', 'VIEWER']);
    expect((await handOver(organization.name)).status).toBe(302);
    expect([await roleOf(owner.id), await roleOf(viewer.id)]).toEqual(['ADMIN', 'OWNER']);
    const page = await visitor.get('/organization');
    expect(page.text).not.toContain('Hand over ownership');
  });

  test('an admin is told that owners are not for them; a member finds no such form', async () => {
    const organization = await createOrganization(database.sql);
    const { owner, viewer } = organization;
    const admin = await signIn(organization, 'ADMIN');
    const forbidden: Record<string, string>[] = [
      { intent: 'change-role', userId: owner.id, role: 'MEMBER' },
      { intent: 'change-role', userId: viewer.id, role: 'OWNER' },
      { intent: 'remove', userId: owner.id },
    ];
    for (const fields of forbidden) {
      const answer = await admin.post('/organization', fields);
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('Only an owner');
    }
    const handOver = { intent: 'hand-over', userId: viewer.id, typed: organization.name };
    expect((await admin.post('/organization', handOver)).status).toBe(404);
    const member = await signIn(organization, 'MEMBER');
    expect((await member.post('/organization', { intent: 'remove', userId: viewer.id })).status).toBe(404);
    expect((await member.post('/organization', { intent: 'rename', name: 'Mine' })).status).toBe(404);
    expect((await member.get('/organization')).text).not.toContain('Change role');
    expect([await roleOf(owner.id), await roleOf(viewer.id)]).toEqual(['OWNER', 'VIEWER']);
  });

  test('the last owner is offered no other role; with a second one every role is', async () => {
    const organization = await createOrganization(database.sql);
    const { owner, admin } = organization;
    const visitor = await signIn(organization, 'OWNER');
    const menuOf = (id: string) => `popovertarget="person-${id}"`;
    const alone = (await visitor.get('/organization')).text;
    expect(alone).not.toContain(menuOf(owner.id));
    expect(alone).toContain(menuOf(admin.id));
    await rows(`update memberships set role = 'OWNER' where user_id = $1`, [admin.id]);
    const together = (await visitor.get('/organization')).text;
    expect(together).toContain(menuOf(owner.id));
    expect(together).toContain(menuOf(admin.id));
  });

  test('several are invited at once: all, or nobody and every address that is in the way is named', async () => {
    const organization = await createOrganization(database.sql);
    const visitor = await signIn(organization, 'OWNER');
    const [first, second] = [`${crypto.randomUUID()}@invited.test`, `${crypto.randomUUID()}@invited.test`];
    const invite = (email: string) => visitor.post('/organization', { intent: 'invite', email, role: 'MEMBER' });
    const invited = () =>
      rows('select email from invitations where organization_id = $1 order by email', [organization.id]);

    const misspelt = await invite(`${first}\r\nno address\r\n${second}\r\nneither@`);
    expect(misspelt.status).toBe(400);
    for (const line of ['no address', 'neither@'])
      expect(misspelt.text).toContain(`${line}: this is no email address like name@example.com.`);
    expect(misspelt.text).toMatch(new RegExp(`>${first}\\s+no address\\s+${second}\\s+neither@</textarea>`));
    expect(await invited()).toEqual([]);

    const known = await invite(`${first}\n${organization.member.email}\n${organization.viewer.email}`);
    expect(known.status).toBe(400);
    for (const { email } of [organization.member, organization.viewer])
      expect(known.text).toContain(`${email} belongs to ${organization.name} already.`);
    expect(await invited()).toEqual([]);
    expect(await rows('select from outgoing_mail where recipient = $1', [first])).toEqual([]);

    expect((await invite(`${first}\n\n ${second}, ${first.toUpperCase()}`)).status).toBe(302);
    expect(await invited()).toEqual([first, second].toSorted().map((email) => ({ email })));
    const crowd = Array.from({ length: 51 }, (_, place) => `crowd-${place}@invited.test`).join('\n');
    expect((await invite(crowd)).text).toContain('Invite at most 50 people at once.');
    expect(await invited()).toHaveLength(2);
  });

  test('addresses that are invited as owners are still there once their sender said who they are, one time', async () => {
    const organization = await createOrganization(database.sql);
    const visitor = await signIn(organization, 'OWNER');
    await forgetProofs(database.sql, organization.owner);
    const email = `${crypto.randomUUID()}@heir.test\n${crypto.randomUUID()}@heir.test`;
    const asked = await visitor.post('/organization', { intent: 'invite', email, role: 'OWNER' });
    expect(asked.location).toMatch(/^\/confirm-identity\?redirectTo=/);
    expect(await rows('select from invitations where organization_id = $1', [organization.id])).toEqual([]);
    const page = (await visitor.get('/organization')).text;
    expect(page).toContain(`>${email}</textarea>`);
    expect(page).toMatch(/<option(?=[^>]*value="OWNER")[^>]*selected/);
    expect((await visitor.get('/organization')).text).not.toContain('@heir.test');
  });

  test('everything of an organization has an address, and each tab leads to one that says it is there', async () => {
    const organization = await createOrganization(database.sql);
    const visitor = await signIn(organization, 'OWNER');
    for (const tab of ['', '/plan', '/billing', '/security', '/data', '/audit']) {
      const { status, text } = await visitor.get(`/organization${tab}`);
      expect(status).toBe(200);
      expect(text).toMatch(new RegExp(`href="/organization${tab}"[^>]*aria-current="page"`));
    }
    expect(await visitor.get('/organization/spending-limit')).toMatchObject({
      status: 301,
      location: '/organization/billing',
    });
  });

  test('somebody of another organization is not there', async () => {
    const organization = await createOrganization(database.sql);
    const own = await createOrganization(database.sql);
    const stranger = await signIn(own, 'OWNER');
    await proveSessions(database.sql, own.owner);
    for (const intent of ['remove', 'hand-over', 'change-role']) {
      const answer = await stranger.post('/organization', {
        intent,
        userId: organization.viewer.id,
        role: 'ADMIN',
        typed: own.name,
      });
      expect(answer.status).toBe(404);
    }
    expect(await roleOf(organization.viewer.id)).toBe('VIEWER');
  });

  test('an invitation is sent again under another link, and taken back', async () => {
    const organization = await createOrganization(database.sql);
    const visitor = await signIn(organization, 'OWNER');
    const email = `${organization.name}@invited.test`;
    const linkOf = async (count: number) => {
      await expect.poll(() => worker.outbox.messages().filter(({ to }) => to === email).length).toBe(count);
      const mail = worker.outbox.messages().find(({ to }) => to === email);
      return /\/invitations\/[\w-]{43}/.exec(mail?.text ?? '')?.[0] ?? '';
    };
    await visitor.post('/organization', { intent: 'invite', email, role: 'MEMBER' });
    const first = await linkOf(1);
    const { id } = only(await database.sql.query('select id from invitations where email = $1', [email]));
    expect((await visitor.post('/organization', { intent: 'resend', invitationId: id })).status).toBe(302);
    const second = await linkOf(2);
    const guest = createVisitor(worker.url);
    expect([(await guest.get(first)).status, (await guest.get(second)).status]).toEqual([404, 200]);
    expect((await visitor.post('/organization', { intent: 'revoke', invitationId: id })).status).toBe(302);
    expect((await guest.get(second)).status).toBe(404);
    expect((await visitor.post('/organization', { intent: 'revoke', invitationId: id })).status).toBe(409);
  });

  test('a refused name is told beside its field, and what was typed stays', async () => {
    const organization = await createOrganization(database.sql);
    const visitor = await signIn(organization, 'OWNER');
    const answer = await visitor.post('/organization', { intent: 'rename', name: 'x'.repeat(121) });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Use at most 120 characters.');
    expect(answer.text).toContain('x'.repeat(121));
    expect((await visitor.post('/organization', { intent: 'rename', name: 'Harbor & Sons' })).status).toBe(302);
    expect(await rows('select name, slug from organizations where id = $1', [organization.id])).toEqual([
      { name: 'Harbor & Sons', slug: organization.name },
    ]);
  });

  test('the plan says what it unlocks, as the catalog then shows it', async () => {
    const organization = await createOrganization(database.sql, { tier: 'GROWTH' });
    const { text } = await (await signIn(organization, 'ADMIN')).get('/organization/plan');
    const counted = only(
      await database.sql.query(
        `select (count(*) filter (where required_tier <= 'GROWTH'))::integer as now, (count(*) filter (where required_tier = 'ELITE'))::integer as next
         from marketplace_tools where is_sold`,
      ),
    );
    expect(text).toContain(`>${counted.now} tools</a>`);
    const next = new RegExp(`href="(/tools\\?requires=ELITE)">${counted.next} tool`).exec(text)?.[1] ?? '';
    expect((await createVisitor(worker.url).get(next)).text).toMatch(new RegExp(`>${counted.next} tools?</h2>`));
    expect(text).toContain('ask for an upgrade');
    const read = (await (await signIn(organization, 'VIEWER')).get('/organization/plan')).text;
    expect(read).toContain('The Elite plan would add');
    expect(read).not.toContain('ask for an upgrade');
  });
});

describe('/account', () => {
  async function signUp() {
    const visitor = createVisitor(worker.url);
    const email = `${crypto.randomUUID()}@example.test`;
    await visitor.post('/signup', {
      name: 'Ada',
      email,
      password: 'orbit candle',
      organization: 'Homes',
      redirectTo: '/',
    });
    return { visitor, email };
  }
  const change = (visitor: Visitor, currentPassword: string, newPassword: string) =>
    visitor.post('/account', { intent: 'change-password', currentPassword, newPassword });

  test('a name is changed', async () => {
    const { visitor, email } = await signUp();
    expect((await visitor.post('/account', { intent: 'rename', name: 'Ada L.' })).status).toBe(302);
    expect(await rows('select name from users where email = $1', [email])).toEqual([{ name: 'Ada L.' }]);
  });

  test('a password is changed by whoever knows it; other sessions end, this one goes on', async () => {
    const { visitor, email } = await signUp();
    const elsewhere = createVisitor(worker.url);
    await elsewhere.post('/login', { email, password: 'orbit candle' });
    const wrong = await change(visitor, 'orbit candles', 'other candle');
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('This is not your current password.');
    expect(wrong.text).not.toContain('orbit candles');
    expect((await change(visitor, 'orbit candle', 'password123')).status).toBe(400);
    expect((await elsewhere.get('/account')).status).toBe(200);

    expect((await change(visitor, 'orbit candle', 'other candle')).status).toBe(302);
    expect((await visitor.get('/account')).status).toBe(200);
    expect((await elsewhere.get('/account')).status).toBe(302);
    const again = createVisitor(worker.url);
    expect((await again.post('/login', { email, password: 'orbit candle' })).status).toBe(400);
    expect((await again.post('/login', { email, password: 'other candle' })).status).toBe(302);
  });

  test('guessing the current password makes one wait', async () => {
    const { visitor } = await signUp();
    for (let attempt = 0; attempt < 5; attempt++)
      expect((await change(visitor, `guess ${attempt}`, 'other candle')).status).toBe(400);
    expect((await change(visitor, 'orbit candle', 'other candle')).status).toBe(429);
  });
});
