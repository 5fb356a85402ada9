import type { Client } from 'pg';

/** Lets every session of these people count as of somebody who has just proved who they are; of everybody, where none are named. */
export async function proveSessions(sql: Client, ...people: readonly { id: string }[]): Promise<void> {
  await sql.query('update sessions set proved_at = now() where cardinality($1::uuid[]) = 0 or user_id = any ($1)', [
    people.map(({ id }) => id),
  ]);
}

/** Lets the last proof of these people be too long ago, in every session of theirs. */
export async function forgetProofs(sql: Client, ...people: readonly { id: string }[]): Promise<void> {
  await sql.query('update sessions set proved_at = null where user_id = any ($1)', [people.map(({ id }) => id)]);
}
