import type { Client } from 'pg';
import { createToken, hashToken } from '../../app/services/tokens.server.ts';
import { only } from './rows.ts';

/** An invitation by the organization's OWNER that is open for a week, and the token of its link. */
export async function createInvitation(
  sql: Client,
  organizationId: string,
  email: string,
): Promise<{ id: string; token: string }> {
  const token = createToken();
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
       select $1, $2, 'MEMBER', $3, user_id, now() + interval '7 days'
       from memberships where organization_id = $1 and role = 'OWNER' limit 1 returning id`,
      [organizationId, email, hashToken(token)],
    ),
  );
  return { id, token };
}

/** A question whether an address is the person's, good for half an hour: the token of its link, and its code. */
export async function createEmailConfirmation(
  sql: Client,
  userId: string,
  email: string,
): Promise<{ token: string; code: string }> {
  const token = createToken();
  const code = '042137';
  await sql.query(
    `insert into email_confirmations (user_id, email, token_hash, code_hash, expires_at)
     values ($1::uuid, lower($2), $3, app.hash_email_code($1::uuid, $4), now() + interval '30 minutes')
     on conflict (user_id) do update set email = excluded.email, token_hash = excluded.token_hash, code_hash = excluded.code_hash,
       tries = 0, expires_at = excluded.expires_at`,
    [userId, email, hashToken(token), code],
  );
  return { token, code };
}

/** The token of the link by which an address says whether it takes the invoices of an organization. */
export async function createBillingQuestion(sql: Client, organizationId: string, email: string): Promise<string> {
  const token = createToken();
  await sql.query('insert into billing_emails (organization_id, email, token_hash) values ($1, lower($2), $3)', [
    organizationId,
    email,
    hashToken(token),
  ]);
  return token;
}

/** The token of a link by which the person can choose a new password within the hour. */
export async function createPasswordReset(sql: Client, userId: string): Promise<string> {
  const token = createToken();
  await sql.query(
    `insert into password_resets (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 hour')`,
    [userId, hashToken(token)],
  );
  return token;
}

/** The token of a link that signs the person in, within the hour, in a browser nobody has. */
export async function createSignInMail(sql: Client, userId: string): Promise<string> {
  const token = createToken();
  await sql.query(
    `insert into sign_in_mails (user_id, browser_hash, token_hash, code_hash, expires_at)
     values ($1, $2, $3, $2, now() + interval '1 hour')`,
    [userId, hashToken(createToken()), hashToken(token)],
  );
  return token;
}
