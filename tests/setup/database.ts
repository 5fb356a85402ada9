import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { localUrl } from '../../db/local/connection.ts';
import { type NeonEndpoint, startNeonEndpoint } from '../../db/local/neon-endpoint.ts';
import { templatePort } from './template.ts';

/** A database of its own for one test file, a copy of the migrated and seeded template. */
export interface TestDatabase {
  ownerUrl: string;
  appUrl: string;
  /** Connected as the owner, who sees every row. */
  sql: Client;
  /** Connected as the app's role, bound by row-level security. */
  asApp: Client;
  endpoint: NeonEndpoint;
  /** Closes everything and removes the database. */
  drop(): Promise<void>;
}

/** Makes a test database. Call `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const port = templatePort();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const administrator = await connect(localUrl(port, 'postgres', 'postgres'));
  await administrator.query(`create database ${name} template lotline owner lotline_owner`);
  // Privileges on a database itself are not copied from its template.
  await administrator.query(`grant connect on database ${name} to lotline_app`);
  const ownerUrl = localUrl(port, 'lotline_owner', name);
  const appUrl = localUrl(port, 'lotline_app', name);
  const [sql, asApp, endpoint] = await Promise.all([connect(ownerUrl), connect(appUrl), startNeonEndpoint()]);
  return {
    ownerUrl,
    appUrl,
    sql,
    asApp,
    endpoint,
    async drop() {
      await Promise.all([endpoint.close(), sql.end(), asApp.end()]);
      await administrator.query(`drop database ${name} with (force)`);
      await administrator.end();
    },
  };
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}
