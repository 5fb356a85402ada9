import { Client, DatabaseError, Pool, type PoolClient, type QueryArrayConfig } from 'pg';
import {
  maximumBytes,
  ProtocolError,
  resultJson,
  type SqlRequest,
  type Statement,
  typeParser,
} from './neon-protocol.ts';

const connectionsPerDatabase = 40;

/** Connections to Postgres, pooled per connection string. */
export interface Sessions {
  /** Runs a request and returns the answer as JSON. When the signal aborts, the running statement is cancelled and its transaction rolled back. */
  run(request: SqlRequest, signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

/** Keeps pools that outlive restarts of Postgres: a broken connection is dropped and the next request opens another. */
export function createSessions(): Sessions {
  const pools = new Map<string, Pool>();
  const poolFor = (connectionString: string) => {
    const known = pools.get(connectionString);
    if (known) return known;
    const pool = new Pool({ connectionString, max: connectionsPerDatabase, allowExitOnIdle: true });
    // Without listeners a connection lost while idle, or between two statements, would end this process.
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    pools.set(connectionString, pool);
    return pool;
  };
  return {
    async run(request, signal) {
      const client = await connect(poolFor(request.connectionString));
      let cancellation: Promise<void> | undefined;
      const cancel = () => {
        cancellation = cancelStatement(request.connectionString, client);
      };
      signal.addEventListener('abort', cancel, { once: true });
      try {
        return request.begin === undefined
          ? await runStatements(client, request, signal)
          : await runBatch(client, request, request.begin, signal);
      } finally {
        signal.removeEventListener('abort', cancel);
        await cancellation;
        // A cancellation may still be on its way to the connection; an open transaction must not reach the next request.
        client.release(signal.aborted || client.getTransactionStatus() !== 'I');
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    if (!(error instanceof DatabaseError))
      throw new ProtocolError(500, "Couldn't connect to compute node", { cause: error });
    // Neon checks the password itself and answers without a SQLSTATE.
    if (error.code === '28P01') throw new ProtocolError(400, error.message);
    throw new ProtocolError(500, error.message, { cause: error });
  }
}

async function runBatch(client: PoolClient, request: SqlRequest, begin: string, signal: AbortSignal): Promise<string> {
  await client.query(begin);
  try {
    const results = await runStatements(client, request, signal);
    await client.query('commit');
    return `{"results":[${results}]}`;
  } catch (error) {
    // If this fails too, the connection is gone and with it the transaction.
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** The results in order, separated by commas. Stops at the first failure. */
async function runStatements(client: PoolClient, request: SqlRequest, signal: AbortSignal): Promise<string> {
  const results: string[] = [];
  let size = 0;
  for (const statement of request.statements) {
    signal.throwIfAborted();
    const result = resultJson(await client.query(queryConfig(statement, request.raw)), statement.arrayMode);
    size += Buffer.byteLength(result);
    if (size > maximumBytes) throw new ProtocolError(507, `response is too large (max is ${maximumBytes} bytes)`);
    results.push(result);
  }
  return results.join(',');
}

function queryConfig({ text, values }: Statement, raw: boolean): QueryArrayConfig {
  // Uses the extended protocol, as Neon does: one statement at a time, even without parameters.
  const config: QueryArrayConfig & { queryMode: 'extended' } = {
    text,
    values,
    rowMode: 'array',
    queryMode: 'extended',
    types: { getTypeParser: (type: number) => typeParser(raw, type) },
  };
  return config;
}

async function cancelStatement(connectionString: string, client: PoolClient): Promise<void> {
  const messenger = new Client({ connectionString });
  messenger.on('error', () => {});
  try {
    await messenger.connect();
    await messenger.query('select pg_cancel_backend($1)', ['processID' in client ? client.processID : null]);
  } catch {
    // Postgres is not reachable any more: nothing is left to cancel.
  } finally {
    await messenger.end().catch(() => {});
  }
}
