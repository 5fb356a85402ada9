import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createTools, type TestTool } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { only } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { type Answer, createSignedInVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// What the tests of the bundle editor have in common. A test file that calls `setUpTests` has its own database, from before
// its first test to after its last.

export let database: TestDatabase;
export let worker: TestWorker;
export let organization: TestOrganization;
export let owner: Visitor;
export let admin: Visitor;
export let other: Visitor;
export let tools: TestTool[];

/** Opens all of this before the first test of the file that calls it, and closes it after the last. */
export function setUpTests(): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await startTestWorker(database);
    organization = await createOrganization(database.sql, { tier: 'STARTER' });
    const signIn = (personId: string, organizationId: string | null) =>
      createSignedInVisitor(worker.url, { sql: database.sql, personId, organizationId });
    owner = await signIn(organization.owner.id, organization.id);
    admin = await signIn((await createPlatformAdmin(database.sql)).id, null);
    other = await signIn((await createPlatformAdmin(database.sql)).id, null);
  });

  beforeEach(async () => {
    tools = await createTools(database.sql, 3);
  });

  afterAll(async () => {
    await worker?.stop();
    await database?.drop();
  });
}

export type Fields = Record<string, string | string[]>;

export const everything = () => checksums(database.sql, (table) => (table === 'sessions' ? undefined : 'true'));
export const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
export const find = async (id: string) =>
  only(
    await database.sql.query(
      `select name, slug, status, bundle_price, revision,
         array(select tool_id from bundle_tools where bundle_id = b.id order by position) as tool_ids
       from tool_bundles b where id = $1`,
      [id],
    ),
  );

export function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The editor's form as a page shows it: what a browser would send, without the button. */
export function readEditor({ text }: Answer): Fields {
  const form = /<form[^>]*class="bundle-editor"[\s\S]*?<\/form>/.exec(text)?.[0] ?? '';
  const fields: Fields = { tool: [] };
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const of = (name: string) => decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
    const [name, type] = [of('name'), of('type')];
    if ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag)) continue;
    if (name === 'tool') fields.tool = [...(fields.tool ?? []), of('value')];
    else fields[name] = of('value') || (type === 'checkbox' ? 'on' : '');
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*\sname="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option([^>]*)selected[^>]*>([^<]*)/.exec(options) ?? /<option([^>]*)>([^<]*)/.exec(options);
    fields[name] = /value="([^"]*)"/.exec(chosen?.[0] ?? '')?.[1] ?? chosen?.[2] ?? '';
  }
  fields.longDescription = decode(/<textarea[^>]*>([^<]*)/.exec(form)?.[1] ?? '').trimStart();
  return fields;
}

export async function openNew(): Promise<Fields> {
  return {
    ...readEditor(await admin.get('/admin/bundles/new')),
    name: `Bundle ${randomUUID().slice(0, 8)}`,
    description: 'Of a test.',
    tool: [],
  };
}
