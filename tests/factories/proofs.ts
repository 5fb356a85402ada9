import type { Client } from 'pg';

/** Lets every session of these people count as of somebody who has just proved who they are; of everybody, where none are named. */
export async function proveSessions(sql: Client, ...people: readonly { id: string }[]): Promise<void> {
  await sql.query('update sessions set proved_at = now() where cardinality($1::uuid[]) = 0 or user_id = any ($1)', [
    people.map(({ id }) => id),
  ]);
}
