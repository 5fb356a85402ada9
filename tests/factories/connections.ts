import { Client } from 'pg';

/** Runs the work with so many connections of its own, for what has to happen at the same time, and closes them. */
export async function withConnections<Result>(
  connectionString: string,
  count: number,
  work: (...clients: Client[]) => Promise<Result>,
): Promise<Result> {
  const clients = Array.from({ length: count }, () => new Client({ connectionString }));
  try {
    for (const client of clients) await client.connect();
    return await work(...clients);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/**
 * Starts a statement and comes back when it has ended or waits for a lock that another transaction holds.
 * @param observer  a third connection
 */
export async function startUntilBlocked<Result>(
  observer: Client,
  client: Client,
  statement: (client: Client) => Promise<Result>,
): Promise<{ result: Promise<Result> }> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  let ended = false;
  const end = () => {
    ended = true;
  };
  const result = statement(client);
  result.then(end, end);
  const waits = async () =>
    (await observer.query('select from pg_locks where pid = $1 and not granted', [rows[0]?.pid])).rowCount;
  while (!ended && !(await waits()));
  return { result };
}

/**
 * Holds what the statement locks until so many transactions wait behind it, then lets them all go at once: without that,
 * a fast first request is over before the second begins.
 * @param lock  a statement without parameters
 */
export async function releaseTogether<Result>(
  connectionString: string,
  { lock, waiting }: { lock: string; waiting: number },
  start: () => Promise<Result>,
): Promise<Result> {
  return withConnections(connectionString, 2, async (holder, observer) => {
    if (!holder || !observer) throw new Error('Two connections were asked for.');
    await holder.query('begin');
    await holder.query(lock);
    const result = start();
    // A failure before the lock is reached must not be waited for.
    let ended = false;
    const end = () => {
      ended = true;
    };
    result.then(end, end);
    const countWaiting = async () => {
      const { rows } = await observer.query<{ waiting: number }>(
        `select count(distinct pid)::integer as waiting from pg_locks
         where not granted and pid in (select pid from pg_stat_activity where datname = current_database())`,
      );
      return rows[0]?.waiting ?? 0;
    };
    while (!ended && (await countWaiting()) < waiting);
    await holder.query('commit');
    return result;
  });
}
