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

/** The token of a link by which the person can choose a new password within the hour. */
export async function createPasswordReset(sql: Client, userId: string): Promise<string> {
  const token = createToken();
  await sql.query(
    `insert into password_resets (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 hour')`,
    [userId, hashToken(token)],
  );
  return token;
}
