import type { Client } from 'pg';
import { type ChosenPassword, choosePassword } from '../../app/services/password.server.ts';
import { hashToken } from '../../app/services/tokens.server.ts';
import { asViewer } from './as-viewer.ts';
import { unknownTokenHash } from './organizations.ts';
import { only } from './rows.ts';

/** Gives somebody a password, as the database's owner; without one chosen, it is "orbit candle fjord", which takes long to derive. */
export async function givePassword(sql: Client, personId: string, password?: ChosenPassword): Promise<ChosenPassword> {
  const chosen = password ?? (await choosePassword('orbit candle fjord'));
  await sql.query('update users set password_salt = $2, password_check = $3 where id = $1', [
    personId,
    chosen.salt,
    hashToken(chosen.key),
  ]);
  return chosen;
}

/** A password that costs nothing, for tests that call the database's functions: its key is whatever one says it is. */
export const cheapPassword: ChosenPassword = { salt: 'scrypt$16384$8$5$c2FsdA==', key: 'a'.repeat(64) };

/** An answer of signing in. */
interface SignInAnswer {
  outcome: string;
  cart?: { joined: number; dropped: { name: string | null; state: string }[] };
}

/**
 * Signs somebody in by password, in two calls as the Worker does, with the cheap password.
 * @returns the answer and the hash of the new session's token
 */
export async function signInWithPassword(
  database: { sql: Client; asApp: Client },
  person: { id: string; email: string },
  { guestCart = null, device = {} }: { guestCart?: object | null; device?: object } = {},
): Promise<{ answer: SignInAnswer; tokenHash: string }> {
  await givePassword(database.sql, person.id, cheapPassword);
  const tokenHash = unknownTokenHash();
  const deviceHash = 'tokenHash' in device ? device.tokenHash : null;
  await asViewer(database.asApp, null, (client) =>
    client.query('select from app.start_sign_in($1, $2)', [person.email, deviceHash]),
  );
  const { answer } = only(
    await asViewer(database.asApp, null, (client) =>
      client.query<{ answer: SignInAnswer }>('select app.finish_sign_in($1, $2, $3, $4, $5) as answer', [
        person.email,
        cheapPassword.key,
        tokenHash,
        guestCart && JSON.stringify(guestCart),
        JSON.stringify(device),
      ]),
    ),
  );
  return { answer, tokenHash };
}
