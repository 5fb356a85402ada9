import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTools } from '../../factories/catalog.ts';
import { createOrganization } from '../../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

// Where the focus is after something was taken out of the cart: browsers take it from the address and from the page.

let database: TestDatabase;
let worker: TestWorker;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

/** The lines of the cart, each with the line that its button names as the next. */
async function listLines(visitor: Visitor) {
  const { text } = await visitor.get('/cart');
  return [...text.matchAll(/<li[^>]*id="(line-[^"]*)" tabindex="-1"[^>]*>(.*?)<form(.*?)<\/form>/gs)].map(
    ([, id = '', , form = '']) => ({
      id,
      item: /name="id" value="([^"]*)"/.exec(form)?.[1] ?? '',
      next: /name="nextLine" value="([^"]*)"/.exec(form)?.[1],
    }),
  );
}

const messageInFocus = /<div role="status" id="toast"[^>]*><div tabindex="-1" autofocus=""[^>]*>.*?<main/s;

test.each(['guest', 'owner'])('a %s goes on with the next line, and after the last with the message', async (who) => {
  const organization = await createOrganization(database.sql);
  const visitor =
    who === 'guest'
      ? createVisitor(worker.url)
      : await createSignedInVisitor(worker.url, {
          sql: database.sql,
          personId: organization.owner.id,
          organizationId: organization.id,
        });
  for (const { id } of await createTools(database.sql, 3)) {
    await visitor.post('/cart', { intent: 'add', kind: 'TOOL', id });
  }
  const [first, second, third] = await listLines(visitor);
  expect([first?.next, second?.next, third?.next]).toEqual([second?.id, third?.id, second?.id]);

  const remove = (line: typeof first) =>
    visitor.post('/cart', {
      intent: 'remove',
      kind: 'TOOL',
      id: line?.item ?? '',
      ...(line?.next && { nextLine: line.next }),
    });
  expect((await remove(first)).location).toBe(`/cart#${second?.id}`);
  expect((await remove(third)).location).toBe(`/cart#${second?.id}`);
  const [last] = await listLines(visitor);
  expect(last).toEqual({ ...second, next: undefined });
  expect((await remove(last)).location).toBe('/cart');
  expect((await visitor.get('/cart')).text).toMatch(messageInFocus);
});

test('a line that is none leads nowhere else', async () => {
  const visitor = createVisitor(worker.url);
  const [tool] = await createTools(database.sql, 1);
  for (const nextLine of ['//elsewhere.example', '#', 'a b', '<script>']) {
    const sent = { intent: 'remove', kind: 'TOOL', id: tool?.id ?? '', nextLine };
    expect((await visitor.post('/cart', sent)).location).toBe('/cart');
  }
});
