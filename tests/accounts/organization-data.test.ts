import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { describeTable } from '../../app/modules/accounts/organization-export/queries.server.ts';
import { exportedTables } from '../../app/modules/accounts/organization-export/tables.server.ts';
import { addMembership, createOrganization, createPlatformAdmin } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTenantRows } from '../factories/tenant-rows.ts';
import { findTenantTables } from '../isolation/tenant-tables.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { database, rows, setUpTests, signIn, worker } from './organization-forms-setup.ts';

setUpTests();

describe('the export', () => {
  test('lists every tenant table that can be read, with every column that can, but for what is named', async () => {
    const readable = await rows(
      `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname = any ($1)
         and has_column_privilege('lotline_app', c.oid, a.attnum, 'SELECT')
       group by c.relname order by 1`,
      [await findTenantTables(database.sql)],
    );
    const exported = exportedTables
      .map((table) => ({
        name: describeTable(table).name,
        columns: [...describeTable(table).columns, ...table.without],
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    expect(exported.map(({ name }) => name)).toEqual(readable.map(({ name }) => name));
    for (const { name, columns } of readable) {
      const table = exported.find((one) => one.name === name);
      expect([name, columns.filter((column: string) => !table?.columns.includes(column))]).toEqual([name, []]);
    }
    const secrets = exportedTables
      .flatMap((table) => describeTable(table).columns)
      .filter((column) => /token|password|digest(?!_at)/.test(column));
    expect(secrets).toEqual([]);
  });

  /** The files of an archive as text. */
  const unpack = async (visitor: Visitor) => {
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${worker.url}/organization/export.zip`, {
      method: 'POST',
      headers: { cookie, origin: worker.url, connection: 'close' },
    });
    const body = new Uint8Array(await response.arrayBuffer());
    if (response.status !== 200) return { status: response.status, files: {} };
    const files = Object.entries(unzipSync(body)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
    return { status: 200, files: Object.fromEntries(files) as Record<string, string> };
  };

  test('holds every row of the organization, and none of another', async () => {
    const organization = await createOrganization(database.sql);
    const other = await createOrganization(database.sql);
    const tables = await findTenantTables(database.sql);
    await createTenantRows(database.sql, organization, tables);
    await createTenantRows(database.sql, other, tables);
    // A platform admin could read more than their own organization's trail.
    await rows('update users set is_platform_admin = true where id = $1', [organization.owner.id]);
    await rows(`update contacts set name = '=HYPERLINK("https://evil.example")' where organization_id = $1`, [
      organization.id,
    ]);
    // More than one page of a table.
    await rows(
      `insert into contact_lists (organization_id, name) select $1, 'List ' || n from generate_series(1, 700) n`,
      [organization.id],
    );
    const { status, files } = await unpack(await signIn(organization, 'OWNER'));
    expect(status).toBe(200);

    const contents: { file: string; rows: number }[] = JSON.parse(files['contents.json'] ?? '{}').contents;
    for (const exported of exportedTables) {
      const { name } = describeTable(exported);
      const condition =
        name === 'organizations'
          ? 'id = $1'
          : name === 'users'
            ? 'id in (select user_id from memberships where organization_id = $1)'
            : name === 'shopping_carts'
              ? `organization_id = $1 and user_id = '${organization.owner.id}'`
              : 'organization_id = $1';
      const { count } = only(
        await database.sql.query(`select count(*)::integer from ${name} where ${condition}`, [organization.id]),
      );
      expect([name, contents.find(({ file }) => file === `${name}.csv`)?.rows]).toEqual([name, count]);
      expect(count).toBeGreaterThan(0);
    }
    const lists = (files['contact_lists.csv'] ?? '').split('\r\n').filter((line) => line.includes(organization.id));
    expect(new Set(lists).size).toBe(contents.find(({ file }) => file === 'contact_lists.csv')?.rows);
    expect(files['contacts.csv']).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    const everything = Object.values(files).join('\n');
    for (const trace of [other.id, other.name, other.owner.email]) expect(everything).not.toContain(trace);
    const hashes = await rows(
      `select password_hash as secret from users union all select token_hash from sessions union all select token_hash from invitations
       union all select public_token_hash from reid_reports where public_token_hash is not null
       union all select unsubscribe_token_hash from email_deliveries where unsubscribe_token_hash is not null`,
    );
    expect(hashes.filter(({ secret }) => everything.includes(secret))).toEqual([]);
    expect(
      await rows(`select actor_id from audit_log where action = 'export' and organization_id = $1`, [organization.id]),
    ).toEqual([{ actor_id: organization.owner.id }]);
  });

  test.each(['ADMIN', 'MEMBER', 'VIEWER'] as const)('is a 404 for the %s, and noted nowhere', async (role) => {
    const organization = await createOrganization(database.sql);
    const visitor = await signIn(organization, role);
    expect((await unpack(visitor)).status).toBe(404);
    expect((await visitor.get('/organization/export')).status).toBe(404);
    expect(
      await rows(`select 1 from audit_log where action = 'export' and organization_id = $1`, [organization.id]),
    ).toEqual([]);
  });
});

describe('the audit trail', () => {
  test('of an organization, and no other, is for its OWNER and ADMIN, also when they are platform admins', async () => {
    const organization = await createOrganization(database.sql);
    const other = await createOrganization(database.sql);
    const admin = await createPlatformAdmin(database.sql);
    await addMembership(database.sql, organization.id, admin.id, 'ADMIN');
    const visitors = [
      await signIn(organization, 'OWNER'),
      await createSignedInVisitor(worker.url, {
        sql: database.sql,
        personId: admin.id,
        organizationId: organization.id,
      }),
    ];
    for (const visitor of visitors) {
      for (const path of ['/organization/audit', '/organization/audit.csv']) {
        const { status, text } = await visitor.get(`${path}?subject=membership`);
        expect(status).toBe(200);
        expect(text).toContain(organization.viewer.name);
        for (const trace of [other.name, other.viewer.name]) expect(text).not.toContain(trace);
      }
    }
    for (const role of ['MEMBER', 'VIEWER'] as const) {
      const visitor = await signIn(organization, role);
      for (const path of ['/organization/audit', '/organization/audit.csv', '/admin/audit', '/admin/audit.csv']) {
        const answer = await visitor.get(path);
        expect(answer.status).toBe(404);
        expect(answer.text).not.toContain(organization.admin.name);
      }
    }
    const owner = await signIn(organization, 'OWNER');
    expect((await owner.get('/admin/audit')).status).toBe(404);
    // The entry of another organization leads nowhere.
    const foreign = only(
      await database.sql.query('select id from audit_log where organization_id = $1 limit 1', [other.id]),
    );
    expect((await owner.get(`/organization/audit?after=${foreign.id}`)).text).toContain('There is nothing older.');
  });

  test('shows what changed in words, still knows who has left, and filters', async () => {
    const organization = await createOrganization(database.sql);
    const { admin, viewer } = organization;
    const visitor = await signIn(organization, 'ADMIN');
    await visitor.post('/organization', { intent: 'change-role', userId: viewer.id, role: 'MEMBER' });
    await visitor.post('/organization', { intent: 'leave' });
    const owner = await signIn(organization, 'OWNER');
    const { text } = await owner.get(`/organization/audit?person=${encodeURIComponent(admin.email)}&action=update`);
    expect(text).toContain(admin.name);
    expect(text).toContain(viewer.name);
    expect(text).toContain('<del>VIEWER</del>');
    expect(text).toMatch(/<ins[^>]*>MEMBER<\/ins>/);
    expect((await owner.get('/organization/audit?to=2001-01-01')).text).toContain('Nothing in the trail matches');
    expect((await owner.get('/organization/audit?subject=order')).text).toContain('Nothing in the trail matches');
  });

  test('page by page and as a file: every entry once, in order', async () => {
    const organization = await createOrganization(database.sql);
    for (let index = 0; index < 130; index++) {
      await rows('update organizations set name = $2 where id = $1', [organization.id, `=Name ${index}`]);
    }
    const visitor = await signIn(organization, 'OWNER');
    const times: string[] = [];
    let path: string | undefined = '/organization/audit?action=update';
    while (path) {
      const { text }: { text: string } = await visitor.get(path);
      times.push(...[...text.matchAll(/<ins[^>]*>=(Name \d+)<\/ins>/g)].map(([, name]) => name ?? ''));
      path = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    const expected = Array.from({ length: 130 }, (_, index) => `Name ${129 - index}`);
    expect(times).toEqual(expected);
    const csv = await visitor.get('/organization/audit.csv?action=update');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const lines = csv.text.trim().split('\r\n');
    expect(lines).toHaveLength(131);
    expect(lines[1]).toContain(`,"'=Name 129",`);
    expect(lines.some((line) => /(^|,)"?=/.test(line))).toBe(false);
  });

  test('of the platform shows all of them, with the organization', async () => {
    const organization = await createOrganization(database.sql);
    const admin = await createSignedInVisitor(worker.url, {
      sql: database.sql,
      personId: (await createPlatformAdmin(database.sql)).id,
      organizationId: null,
    });
    const of = async (query: string) => (await admin.get(`/admin/audit?${query}`)).text;
    expect(await of(`organization=${organization.id}`)).toContain(organization.name);
    expect(await of(`organization=${organization.name}&subject=membership`)).toContain(organization.viewer.name);
    expect(await of('organization=platform')).not.toContain('Membership: added');
    expect((await admin.get(`/admin/audit.csv?organization=${organization.id}`)).text).toContain(organization.name);
  });
});

describe('/admin/organizations', () => {
  test('platform admins find organizations and set their tier; nobody else does', async () => {
    const organization = await createOrganization(database.sql, { tier: 'FREE' });
    const admin = await createSignedInVisitor(worker.url, {
      sql: database.sql,
      personId: (await createPlatformAdmin(database.sql)).id,
      organizationId: null,
    });
    const address = `/admin/organizations/${organization.id}`;
    expect((await admin.get(`/admin/organizations?name=${organization.name.toUpperCase()}`)).text).toContain(address);
    expect((await admin.get('/admin/organizations?name=zzzzz')).text).toContain('None has such a name');
    expect((await admin.get(address)).text).toContain(organization.name);
    expect((await admin.get('/admin/organizations/none')).status).toBe(404);
    const tierOf = async () =>
      only(
        await database.sql.query('select subscription_tier as tier from organizations where id = $1', [
          organization.id,
        ]),
      ).tier;

    const [owner, nobody] = [await signIn(organization, 'OWNER'), createVisitor(worker.url)];
    expect((await owner.post(address, { intent: 'set-tier', tier: 'ELITE' })).status).toBe(404);
    expect((await nobody.post(address, { intent: 'set-tier', tier: 'ELITE' })).location).toMatch(
      /^\/login\?.*notice=session-ended/,
    );
    for (const visitor of [owner, nobody]) {
      expect((await visitor.get(address)).text).not.toContain(organization.viewer.name);
    }
    expect((await owner.get(address)).status).toBe(404);
    expect(await tierOf()).toBe('FREE');
    expect((await admin.post(address, { intent: 'set-tier', tier: 'GOLD' })).status).toBe(400);
    expect((await admin.post(address, { intent: 'set-tier', tier: 'ELITE' })).status).toBe(302);
    expect(await tierOf()).toBe('ELITE');
  });

  test('every organization is on exactly one page', async () => {
    await rows(
      `insert into organizations (name, slug) select 'Same name', 'same-name-' || n from generate_series(1, 60) n`,
    );
    const admin = await createSignedInVisitor(worker.url, {
      sql: database.sql,
      personId: (await createPlatformAdmin(database.sql)).id,
      organizationId: null,
    });
    const found: string[] = [];
    let path: string | undefined = '/admin/organizations?name=same+name';
    while (path) {
      const { text }: { text: string } = await admin.get(path);
      found.push(...[...text.matchAll(/href="\/admin\/organizations\/([\da-f-]{36})"/g)].map(([, id]) => id ?? ''));
      path = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    const all = await rows(`select id from organizations where name = 'Same name' order by id`);
    expect(found).toEqual(all.map(({ id }) => id));
  });
});
