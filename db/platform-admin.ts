import { Client } from 'pg';
import { currentDatabaseUrls } from './local/connection.ts';
import { isMainModule } from './main-module.ts';
import { type PlatformRole, platformRole } from './schema/accounts/platform.ts';

// `npm run platform:admin -- grant EMAIL ROLE` gives somebody a role of the platform: the first superadmin, or one where none is
// left. `revoke EMAIL ROLE` takes one, and `list` says who has which. It runs as the owner of the database.

const usage = `Say one of:
  npm run platform:admin -- grant EMAIL ROLE
  npm run platform:admin -- revoke EMAIL ROLE
  npm run platform:admin -- list
ROLE is one of ${platformRole.enumValues.join(', ')}.`;

const isRole = (text: string): text is PlatformRole => platformRole.enumValues.some((role) => role === text);

/**
 * Does what the command line asks for.
 * @param client  connected as the owner of the tables
 * @param words  of the command line
 * @returns what to print
 * @throws Error that says why nothing was done
 */
export async function administratePlatform(client: Client, words: readonly string[]): Promise<string> {
  const [command, email = '', role = ''] = words;
  if (command === 'list' && words.length === 1) return listRoles(client);
  const wanted = role.toUpperCase();
  if ((command !== 'grant' && command !== 'revoke') || words.length !== 3 || !isRole(wanted)) throw new Error(usage);
  return command === 'grant' ? grant(client, email, wanted) : revoke(client, email, wanted);
}

async function listRoles(client: Client): Promise<string> {
  const { rows } = await client.query<{ email: string; roles: string }>(
    `select person.email, string_agg(held.role::text, ', ' order by held.role) as roles
     from platform_roles held join users person on person.id = held.user_id group by person.id order by person.email`,
  );
  return rows.length > 0 ? rows.map(({ email, roles }) => `${email}  ${roles}`).join('\n') : 'Nobody has a role yet.';
}

async function grant(client: Client, email: string, role: PlatformRole): Promise<string> {
  const { rows } = await client.query<{ outcome: string }>('select app.write_platform_role($1, $2) as outcome', [
    email,
    role,
  ]);
  switch (rows[0]?.outcome) {
    case 'GRANTED':
      return `${email} has the role ${role}. It counts from their next page on, and they are told by mail.`;
    case 'NOT_CONFIRMED':
      throw new Error(`${email} is not confirmed yet, so the account may be somebody else's. They confirm it first.`);
    default:
      throw new Error(`Nobody has an account with ${email}. They sign up on the site first.`);
  }
}

async function revoke(client: Client, email: string, role: PlatformRole): Promise<string> {
  const { rows } = await client.query<{ outcome: string }>(
    'select app.erase_platform_role(id, $2) as outcome from users where lower(email) = lower($1)',
    [email, role],
  );
  switch (rows[0]?.outcome) {
    case 'REVOKED':
      return `${email} has the role ${role} no more.`;
    case 'LAST_SUPERADMIN':
      throw new Error(`${email} is the last SUPERADMIN. Give the role to somebody else first.`);
    default:
      throw new Error(`Nobody has an account with ${email}.`);
  }
}

async function run(): Promise<void> {
  const { ownerUrl } = await currentDatabaseUrls();
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    console.log(await administratePlatform(client, process.argv.slice(2)));
  } finally {
    await client.end();
  }
}

if (isMainModule(import.meta.url)) {
  await run().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
