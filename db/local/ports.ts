import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** The reason why nobody can listen on this port, as a system error code such as EADDRINUSE; undefined when it is free now. */
export function findPortProblem(port: number, host = '127.0.0.1'): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

/**
 * A port that nobody uses at this moment. It is below those that systems give to connections and to programs that ask for any
 * port: one of these would soon be in use.
 */
export async function findFreePort(host = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const problem = await findPortProblem(port, host);
    if (problem === undefined) return port;
    if (problem !== 'EADDRINUSE') throw new Error(`There is no listening on ${host}: ${problem}`);
  }
}
