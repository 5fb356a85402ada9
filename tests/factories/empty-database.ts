import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type DatabaseUrls, localUrl } from '../../db/local/connection.ts';
import { type Applied, migrateDatabase } from '../../db/migrate.ts';
import { templatePort } from '../setup/template.ts';

/** A database without anything in it. */
export interface EmptyDatabase {
  ownerUrl: string;
  appUrl: string;
  /** Connected as the owner. */
  sql: Client;
  /** Closes the connection and removes the database. */
  drop(): Promise<void>;
}

/** Makes an empty database beside those of the tests. Call `drop` in the end. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  const administrator = await connectAsAdministrator();
  await administrator.query(`create database ${name} owner lotline_owner`);
  const ownerUrl = localUrl(templatePort(), 'lotline_owner', name);
  const sql = new Client({ connectionString: ownerUrl });
  await sql.connect();
  return {
    ownerUrl,
    appUrl: localUrl(templatePort(), 'lotline_app', name),
    sql,
    async drop() {
      await sql.end();
      await administrator.query(`drop database ${name} with (force)`);
      await administrator.end();
    },
  };
}

/**
 * Migrates a database while no other test does. Roles belong to the whole server: two that write one at the same time
 * would fail.
 */
export async function migrateAlone(
  database: DatabaseUrls,
  folders?: Parameters<typeof migrateDatabase>[1],
): Promise<Applied> {
  const administrator = await connectAsAdministrator();
  try {
    await administrator.query('select pg_advisory_lock(1)');
    return await migrateDatabase(database, folders);
  } finally {
    await administrator.end();
  }
}

async function connectAsAdministrator(): Promise<Client> {
  const client = new Client({ connectionString: localUrl(templatePort(), 'postgres', 'postgres') });
  await client.connect();
  return client;
}
