import { createServer } from 'node:net';

/** Why nobody can listen on this port, as a system error code such as EADDRINUSE; undefined when it is free at this moment. */
export function findPortProblem(port: number, host = '127.0.0.1'): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}
