import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

test('the file of an import and its parts are needed for 30 days, and those of the books are not its business', async () => {
  const organization = await createOrganization(database.sql);
  const kept = await createModuleRow(database.sql, 'reid_imports', organization);
  const old = await createModuleRow(database.sql, 'reid_imports', organization, {
    created_at: new Date(Date.now() - 31 * 86_400_000),
  });
  const books = await createModuleRow(database.sql, 'expense_imports', organization);
  const stranger = `imports/${organization.id}/${randomUUID()}`;
  const keys = [kept.file_key, `${kept.file_key}.3`, old.file_key, `${old.file_key}.1`, books.file_key, stranger];
  const listUnnamed = async (name: string) =>
    (await database.asApp.query<{ key: string }>(`select key from app.${name}($1) key`, [keys])).rows.map(
      ({ key }) => key,
    );
  const ofMarkets = await listUnnamed('list_unnamed_market_files');
  const ofBooks = await listUnnamed('list_unnamed_files');
  expect(new Set(ofMarkets)).toEqual(new Set([old.file_key, `${old.file_key}.1`, books.file_key, stranger]));
  // The sweep removes what no module names.
  expect(new Set(ofBooks.filter((key) => ofMarkets.includes(key)))).toEqual(
    new Set([old.file_key, `${old.file_key}.1`, stranger]),
  );
});
