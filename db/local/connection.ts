import { fileURLToPath } from 'node:url';
import { findServer } from './postmaster.ts';

/** The password guards nothing: the server listens on the loopback address only. */
export const localPassword = 'lotline';

/** The folder in which `npm start` and `npm run dev` keep their database. */
export const localDataDirectory = fileURLToPath(new URL('../../.data/postgres', import.meta.url));

/** The connection strings that everything uses: of the app's role, of the tasks' role, and of the role that owns the tables. */
export interface DatabaseUrls {
  appUrl: string;
  tasksUrl: string;
  ownerUrl: string;
}

/** Connection string of a role on the local server. */
export function localUrl(port: number, role: string, database = 'lotline'): string {
  return `postgresql://${role}:${localPassword}@127.0.0.1:${port}/${database}`;
}

/** The connection strings of a database on the local server. */
export function localUrls(port: number, database?: string): DatabaseUrls {
  return {
    appUrl: localUrl(port, 'lotline_app', database),
    tasksUrl: localUrl(port, 'lotline_tasks', database),
    ownerUrl: localUrl(port, 'lotline_owner', database),
  };
}

/** The settings that name a database, and the role that each connects as. */
const settings = {
  DATABASE_URL: 'the role lotline_app',
  DATABASE_TASKS_URL: 'the role lotline_tasks',
  DATABASE_OWNER_URL: 'the role that owns the tables',
} as const;

/** The connection strings of the environment, or undefined when none is set. Some without the others are a mistake. */
export function givenDatabaseUrls(): DatabaseUrls | undefined {
  const { DATABASE_URL: appUrl, DATABASE_TASKS_URL: tasksUrl, DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (!appUrl && !tasksUrl && !ownerUrl) return undefined;
  if (!appUrl || !tasksUrl || !ownerUrl) {
    const missing = Object.entries(settings).filter(([name]) => !process.env[name]);
    const names = missing.map(([name, role]) => `${name} (${role})`).join(' and ');
    throw new Error(`Not set: ${names}. Set ${Object.keys(settings).join(', ')}, or none of them.`);
  }
  return { appUrl, tasksUrl, ownerUrl };
}

/** The given connection strings, or those of the running local database. Throws when there is neither. */
export async function currentDatabaseUrls(): Promise<DatabaseUrls> {
  const given = givenDatabaseUrls();
  if (given) return given;
  const server = await findServer(localDataDirectory);
  if (!server) {
    throw new Error(
      'The local database is not running. Start it with `npm start` or `npm run dev`, or set DATABASE_URL, DATABASE_TASKS_URL and DATABASE_OWNER_URL.',
    );
  }
  return localUrls(server.port);
}
