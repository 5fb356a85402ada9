import type { Client } from 'pg';
import { asViewer } from '../factories/as-viewer.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';

/** The settings that say who asks, as somebody sets them who has no session for them. */
const names = [
  'app.current_user_id',
  'app.current_org_id',
  'app.current_org_role',
  'app.is_platform_admin',
  'app.current_session_id',
] as const;

/** Somebody whose settings are forged: the OWNER of an organization, and a platform admin at that. */
export interface Forgery {
  organization: TestOrganization;
  /** The session of theirs, by its id. */
  sessionId: string;
  /** Of somebody else, whose own session is real. */
  stranger: TestPerson;
}

/** The ways to begin before the settings are forged. */
export const allBeginnings = [
  'without a beginning',
  'behind the beginning of nobody',
  'behind the beginning of their own request',
] as const;
export type Beginning = (typeof allBeginnings)[number];

async function begin(asApp: Client, beginning: Beginning, { stranger }: Forgery): Promise<void> {
  if (beginning === 'without a beginning') return;
  const tokenHash = beginning === 'behind the beginning of nobody' ? null : stranger.tokenHash;
  await asApp.query('select app.begin_request($1, false)', [tokenHash]);
}

/**
 * Runs statements of the app's role behind forged settings, in one transaction. Commits, so that what it did is seen; rolls back and
 * throws when a statement is refused.
 */
export async function asForger<Result>(
  asApp: Client,
  beginning: Beginning,
  forgery: Forgery,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  await asApp.query('begin');
  try {
    await begin(asApp, beginning, forgery);
    await setViewer(asApp, forgery);
    const result = await work(asApp);
    await asApp.query('commit');
    return result;
  } catch (error) {
    await asApp.query('rollback');
    throw error;
  }
}

async function setViewer(asApp: Client, { organization, sessionId }: Forgery): Promise<void> {
  const values = [organization.owner.id, organization.id, 'OWNER', 'on', sessionId];
  const settings = names.map((name, place) => `set_config('${name}', $${place + 1}, true)`);
  await asApp.query(`select ${settings.join(', ')}`, values);
}

/** The settings and the proof of a real request of somebody's, as a statement within it could read them. */
export async function readRequest(asApp: Client, tokenHash: string): Promise<Record<string, string>> {
  const columns = [...names, 'app.viewer_proof'].map((name) => `current_setting('${name}', true) as "${name}"`);
  return asViewer(asApp, tokenHash, async (client) =>
    only(await client.query<Record<string, string>>(`select ${columns.join(', ')}`)),
  );
}

/** Sets settings for the rest of the transaction. */
export async function setAll(asApp: Client, settings: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    await asApp.query('select set_config($1, $2, true)', [name, value]);
  }
}
