import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUser, type TestPerson, unknownTokenHash } from '../factories/organizations.ts';
import { signInWithPassword } from '../factories/passwords.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

// A sign-in that waits for a second factor, and what the functions that check one do with it.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  // Everybody has a second factor here, however one gets it.
  await database.sql.query(
    `create or replace function app.has_second_factor(p_user_id uuid) returns boolean language sql stable as 'select p_user_id is not null'`,
  );
});

afterAll(async () => {
  await database?.drop();
});

const device = { name: 'Firefox on Windows', country: 'DE', tokenHash: unknownTokenHash() };
const sessionsOf = async ({ id }: Pick<TestPerson, 'id'>) =>
  (
    await database.sql.query(
      `select token_hash, device, country, device_hash, proved_at is not null as proved, second_factor_at is not null as "withFactor"
       from sessions where user_id = $1`,
      [id],
    )
  ).rows;

test('the password alone opens nothing: the sign-in waits under a token of its own, with its cart', async () => {
  const person = await createUser(database.sql);
  const { answer, tokenHash } = await signInWithPassword(database, person, {
    guestCart: { tools: [], bundles: [] },
    device,
  });
  expect(answer).toEqual({ outcome: 'SECOND_FACTOR' });
  expect(await sessionsOf(person)).toEqual([]);
  const pending = only(
    await database.sql.query(
      `select token_hash, guest_cart, device, is_known_device, expires_at - created_at as lasts from pending_sign_ins where user_id = $1`,
      [person.id],
    ),
  );
  expect(pending).toMatchObject({
    token_hash: tokenHash,
    guest_cart: { tools: [], bundles: [] },
    device,
    is_known_device: false,
    lasts: { minutes: 10 },
  });
});

test('completed once, it opens the session, with both factors noted and the device known', async () => {
  const person = await createUser(database.sql);
  const { tokenHash: pending } = await signInWithPassword(database, person, { device });
  const tokenHash = unknownTokenHash();
  const complete = async (token: string) =>
    only(await database.sql.query('select app.complete_sign_in($1, $2) as cart', [pending, token])).cart;
  expect(await complete(tokenHash)).toEqual({ joined: 0, dropped: [] });
  expect(await complete(unknownTokenHash())).toBeNull();
  expect(await sessionsOf(person)).toEqual([
    {
      token_hash: tokenHash,
      device: device.name,
      country: 'DE',
      device_hash: device.tokenHash,
      proved: true,
      withFactor: true,
    },
  ]);
  const { answer } = await signInWithPassword(database, person, { device });
  expect(answer.outcome).toBe('SECOND_FACTOR');
  expect(
    only(
      await database.sql.query('select is_known_device as known from pending_sign_ins where user_id = $1', [person.id]),
    ),
  ).toEqual({ known: true });
});

test('after ten minutes it is gone', async () => {
  const person = await createUser(database.sql);
  const { tokenHash } = await signInWithPassword(database, person);
  await database.sql.query('update pending_sign_ins set expires_at = now() where token_hash = $1', [tokenHash]);
  const { cart } = only(
    await database.sql.query('select app.complete_sign_in($1, $2) as cart', [tokenHash, unknownTokenHash()]),
  );
  expect(cart).toBeNull();
  expect(await sessionsOf(person)).toEqual([]);
});

test('a passkey that verified its person opens a session at once', async () => {
  const person = await createUser(database.sql);
  const tokenHash = unknownTokenHash();
  await database.sql.query('select app.open_proved_session($1, $2, null, $3)', [
    person.id,
    tokenHash,
    JSON.stringify(device),
  ]);
  expect(await sessionsOf(person)).toMatchObject([{ token_hash: tokenHash, proved: true, withFactor: true }]);
});
