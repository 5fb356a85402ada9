import { randomUUID } from 'node:crypto';
import { createRequestDatabase, type RequestDatabase } from '../../db/request-db.server.ts';
import type { TestDatabase } from '../setup/database.ts';

/** The database as one HTTP request has it, for whoever holds the session. */
export function requestDatabase(database: TestDatabase, tokenHash?: string): RequestDatabase {
  return createRequestDatabase({
    connectionString: database.appUrl,
    endpoint: database.endpoint.url,
    sessionTokenHash: tokenHash,
    requestId: randomUUID(),
    // Hundreds of requests at once on a slow machine: how long they wait is not what is tested.
    timeLimitInMilliseconds: 60_000,
  });
}

/** Runs the work for 0, 1, … `count - 1`, so many at a time, and returns the results in that order. */
export async function concurrently<Result>(
  count: number,
  atATime: number,
  work: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const run = async () => {
    while (next < count) {
      const index = next++;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atATime, count) }, run));
  return results;
}
