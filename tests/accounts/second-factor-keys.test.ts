import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuthenticator, openPasskey } from '../../app/modules/accounts/second-factors/sealing.server.ts';
import { resealFactors } from '../../app/modules/accounts/second-factors/upkeep.server.ts';
import { createTenantSecrets } from '../../app/services/tenant-secrets.server.ts';
import { createUser } from '../factories/organizations.ts';
import { tasksDatabase } from '../factories/request-databases.ts';
import { only } from '../factories/rows.ts';
import { createAuthenticator, createPasskey } from '../factories/second-factors.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// What is kept of second factors is sealed anew once there is a newer key.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

const keyOf = (text: string) => Uint8Array.from(Buffer.alloc(32, text));
/** By which the factories seal. */
const older = keyOf('only for tests');
const newer = keyOf('newer, only for tests');

const reseal = (keys: Uint8Array<ArrayBuffer>[]) =>
  resealFactors({ database: tasksDatabase(database), tenantSecrets: createTenantSecrets(keys) });

const sealedOf = async (column: string, table: string, id: string) =>
  only(await database.sql.query<{ sealed: string }>(`select ${column} as sealed from ${table} where id = $1`, [id]))
    .sealed;

test('after a new key, both kinds open by it alone, with the proof that the database knows; a second run finds nothing', async () => {
  const { id: userId } = await createUser(database.sql);
  const app = await createAuthenticator(database.sql, userId);
  const passkey = await createPasskey(database.sql, userId, 'https://lotline.test');
  expect(await reseal([newer, older])).toBe(2);
  const secrets = createTenantSecrets([newer]);
  const opened = await openAuthenticator(secrets, app.id, await sealedOf('sealed_secret', 'authenticators', app.id));
  expect(opened).toMatchObject({ proof: app.proof, secret: expect.stringMatching(/^[A-Z2-7]+$/) });
  expect(await openPasskey(secrets, passkey.id, await sealedOf('sealed_proof', 'passkeys', passkey.id))).toBe(
    passkey.proof,
  );
  expect(await reseal([newer, older])).toBe(0);
});

test('what no key opens stays as it is', async () => {
  const { id: userId } = await createUser(database.sql);
  const app = await createAuthenticator(database.sql, userId);
  const before = await sealedOf('sealed_secret', 'authenticators', app.id);
  expect(await reseal([keyOf('another, only for tests')])).toBe(0);
  expect(await sealedOf('sealed_secret', 'authenticators', app.id)).toBe(before);
});

test('a factor that was changed meanwhile is not replaced', async () => {
  const { id: userId } = await createUser(database.sql);
  const app = await createAuthenticator(database.sql, userId);
  const before = await sealedOf('sealed_secret', 'authenticators', app.id);
  const replaced = await database.asTasks.query('select app.replace_sealed_factors($1) as count', [
    JSON.stringify([{ id: app.id, before: `${before} of before`, after: 'sealed anew' }]),
  ]);
  expect(only(replaced)).toEqual({ count: 0 });
  expect(await sealedOf('sealed_secret', 'authenticators', app.id)).toBe(before);
});
