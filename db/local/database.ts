import { migrateDatabase } from '../migrate.ts';
import { seedDatabase } from '../seed/seed.ts';
import { type DatabaseUrls, givenDatabaseUrls, localDataDirectory } from './connection.ts';
import { startNeonEndpoint } from './neon-endpoint.ts';
import { startPostgres } from './postgres.ts';

/** A migrated database and the way the app reaches it. */
export interface LocalDatabase {
  databaseUrl: string;
  /** Where the driver sends its queries; undefined when the database is Neon's own. */
  neonEndpoint: string | undefined;
  /** Whether the demo organizations and their log-ins are there. */
  hasDemoData: boolean;
  stop(): Promise<void>;
}

/**
 * Brings up the database of the environment, or an embedded one in `.data/postgres`, migrates it, and puts the Neon endpoint in front.
 * A database given from outside gets demo data only with SEED_DEMO=1. Whatever was started is stopped again when a step fails.
 */
export async function startLocalDatabase({ log }: { log: (line: string) => void }): Promise<LocalDatabase> {
  const given = givenDatabaseUrls();
  const postgres = given ? undefined : await startPostgres({ dataDirectory: localDataDirectory, log });
  try {
    const urls: DatabaseUrls | undefined = given ?? postgres;
    if (!urls) throw new Error('No database.');
    log(
      postgres
        ? `Postgres 18 listens on 127.0.0.1:${postgres.port}.`
        : `Using the database on ${new URL(urls.appUrl).host}.`,
    );
    const applied = await migrateDatabase(urls);
    log(applied.length > 0 ? `Migrated: ${applied.join(', ')}.` : 'Migrations: nothing to do.');
    const hasDemoData = !given || process.env.SEED_DEMO === '1';
    if (hasDemoData) {
      const { seeded } = await seedDatabase(urls.ownerUrl);
      log(seeded ? 'Demo data added.' : 'Demo data: already there.');
    }
    const endpoint = new URL(urls.appUrl).hostname.endsWith('.neon.tech') ? undefined : await startNeonEndpoint();
    return {
      databaseUrl: urls.appUrl,
      neonEndpoint: endpoint?.url,
      hasDemoData,
      async stop() {
        await endpoint?.close();
        await postgres?.stop();
      },
    };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}
