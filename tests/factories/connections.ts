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
