import type { Client } from 'pg';

/**
 * Runs statements the way a request does: in one transaction of the app's role that begins with the session. Commits,
 * or rolls back and throws when a statement is refused.
 * @param tokenHash  null for somebody without a session
 */
export async function asViewer<Result>(
  asApp: Client,
  tokenHash: string | null,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  await asApp.query('begin');
  try {
    await asApp.query('select app.begin_request($1, false)', [tokenHash]);
    const result = await work(asApp);
    await asApp.query('commit');
    return result;
  } catch (error) {
    await asApp.query('rollback');
    throw error;
  }
}
