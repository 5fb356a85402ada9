import { givenDatabaseUrls, localDataDirectory } from './local/connection.ts';
import { startNeonEndpoint } from './local/neon-endpoint.ts';
import { startPostgres } from './local/postgres.ts';
import { migrateDatabase } from './migrate.ts';
import { seedDatabase } from './seed/seed.ts';

/** A migrated database and the app's way to it. */
export interface LocalDatabase {
  databaseUrl: string;
  /** Of the role that owns the tables. */
  ownerUrl: string;
  /** Whether it got its content now. */
  isNew: boolean;
  /** Address the driver sends its queries to; undefined when the database is Neon's own. */
  neonEndpoint: string | undefined;
  /** Whether the demo organizations and their log-ins are there. */
  hasDemoData: boolean;
  stop(): Promise<void>;
}

/**
 * Brings up the database of the environment, or an embedded one in `.data/postgres`, migrates it, and puts the Neon endpoint in
 * front. An empty one gets the catalog; a database given from outside gets demo people only with SEED_DEMO=1. When a step fails,
 * everything it had started is stopped again.
 */
export async function startLocalDatabase({ log }: { log: (line: string) => void }): Promise<LocalDatabase> {
  const given = givenDatabaseUrls();
  const server = given
    ? { ...given, stop: async () => {} }
    : await startPostgres({ dataDirectory: localDataDirectory, log });
  try {
    log(`${given ? 'Using the database on' : 'Postgres 18 listens on'} ${new URL(server.appUrl).host}.`);
    const { migrations, rules } = await migrateDatabase(server);
    log(migrations.length > 0 ? `Migrated: ${migrations.join(', ')}.` : 'Migrations: nothing to do.');
    if (rules.length > 0) log(`Rules: ${rules.length} changed.`);
    const hasDemoData = !given || process.env.SEED_DEMO === '1';
    const { seeded } = await seedDatabase(server.ownerUrl, { demo: hasDemoData });
    const content = hasDemoData ? 'Catalog and demo data' : 'Catalog';
    log(seeded ? `${content}: added what was missing.` : `${content}: already there.`);
    const endpoint = new URL(server.appUrl).hostname.endsWith('.neon.tech') ? undefined : await startNeonEndpoint();
    return {
      databaseUrl: server.appUrl,
      ownerUrl: server.ownerUrl,
      isNew: seeded,
      neonEndpoint: endpoint?.url,
      hasDemoData,
      async stop() {
        await endpoint?.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
