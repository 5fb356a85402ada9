import { afterAll, beforeAll, expect, test } from 'vitest';
import { administratePlatform } from '../../db/platform-admin.ts';
import { createUser } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.sql.query('delete from platform_roles');
});

afterAll(async () => {
  await database.drop();
});

const run = (...words: string[]) => administratePlatform(database.sql, words);
const roles = async () => (await database.sql.query('select role, granted_by from platform_roles order by role')).rows;

test('makes the first superadmin, takes no last one away, and lists who has what', async () => {
  expect(await run('list')).toBe('Nobody has a role yet.');
  const { email } = await createUser(database.sql);
  expect(await run('grant', email.toUpperCase(), 'superadmin')).toContain('has the role SUPERADMIN');
  expect(await roles()).toEqual([{ role: 'SUPERADMIN', granted_by: null }]);
  expect(await run('grant', email, 'CATALOG')).toContain('CATALOG');
  expect(await run('list')).toBe(`${email}  CATALOG, SUPERADMIN`);
  await expect(run('revoke', email, 'SUPERADMIN')).rejects.toThrow('the last SUPERADMIN');
  expect(await run('revoke', email, 'CATALOG')).toContain('no more');
  const other = await createUser(database.sql);
  expect(await run('revoke', other.email, 'SUPERADMIN')).toContain('no more');
  expect(await roles()).toEqual([{ role: 'SUPERADMIN', granted_by: null }]);
});

test('gives no role to an address without account, or that is not confirmed', async () => {
  await expect(run('grant', 'nobody@people.test', 'BILLING')).rejects.toThrow('Nobody has an account');
  const { id, email } = await createUser(database.sql);
  await database.sql.query('update users set email_confirmed_at = null where id = $1', [id]);
  await expect(run('grant', email, 'BILLING')).rejects.toThrow('is not confirmed yet');
});

test.each([
  [[]],
  [['grant']],
  [['grant', 'a@people.test', 'ADMIN']],
  [['list', 'all']],
  [['drop', 'a@people.test', 'BILLING']],
])('says how it is used for %j', async (words) => {
  await expect(run(...words)).rejects.toThrow('npm run platform:admin -- grant EMAIL ROLE');
});
