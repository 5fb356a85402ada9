import type { Client } from 'pg';
import { createToken, hashToken } from '../../app/services/tokens.server.ts';
import { createVisitor, type Visitor } from '../setup/visitor.ts';

/** Name and value of a cookie that is a bare token, as Remix writes it: base64 of JSON. */
function tokenCookie(name: string, token: string): [string, string] {
  return [name, encodeURIComponent(Buffer.from(JSON.stringify(token)).toString('base64'))];
}

/** Somebody whose browser asked for a mail to sign in with, and the token and code that it brought, written as the database's owner. */
export async function createMailedSignIn(
  { url, database }: { url: string; database: { sql: Client } },
  personId: string,
): Promise<{ visitor: Visitor; token: string; code: string }> {
  const [browser, token, code] = [createToken(), createToken(), 'KX7P3MQ9'];
  await database.sql.query(
    `insert into sign_in_mails (user_id, browser_hash, token_hash, code_hash, expires_at)
     values ($1, $2, $3, $4, now() + interval '15 minutes')`,
    [personId, hashToken(browser), hashToken(token), hashToken(`${hashToken(browser)} ${code}`)],
  );
  return { visitor: createVisitor(url, new Map([tokenCookie('__Host-sign-in', browser)])), token, code };
}
