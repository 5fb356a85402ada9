import { fileURLToPath } from 'node:url';
import { findServer } from './postmaster.ts';

/** The password guards nothing: the server listens on the loopback address only. */
export const localPassword = 'lotline';

/** The folder in which `npm start` and `npm run dev` keep their database. */
export const localDataDirectory = fileURLToPath(new URL('../../.data/postgres', import.meta.url));

/** The two connection strings that everything uses: of the app's role and of the role that owns the tables. */
export interface DatabaseUrls {
  appUrl: string;
  ownerUrl: string;
}

/** Connection string of a role on the local server. */
export function localUrl(port: number, role: string, database = 'lotline'): string {
  return `postgresql://${role}:${localPassword}@127.0.0.1:${port}/${database}`;
}

/** DATABASE_URL and DATABASE_OWNER_URL, or undefined when neither is set. One without the other is a mistake. */
export function givenDatabaseUrls(): DatabaseUrls | undefined {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (!appUrl && !ownerUrl) return undefined;
  if (!appUrl || !ownerUrl) {
    const missing = appUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL';
    throw new Error(
      `${missing} is not set. Set both DATABASE_URL (the role lotline_app) and DATABASE_OWNER_URL, or neither.`,
    );
  }
  return { appUrl, ownerUrl };
}

/** The given connection strings, or those of the running local database. Throws when there is neither. */
export async function currentDatabaseUrls(): Promise<DatabaseUrls> {
  const given = givenDatabaseUrls();
  if (given) return given;
  const server = await findServer(localDataDirectory);
  if (!server) {
    throw new Error(
      'The local database is not running. Start it with `npm start` or `npm run dev`, or set DATABASE_URL and DATABASE_OWNER_URL.',
    );
  }
  return { appUrl: localUrl(server.port, 'lotline_app'), ownerUrl: localUrl(server.port, 'lotline_owner') };
}
