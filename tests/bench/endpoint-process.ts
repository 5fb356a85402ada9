import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startNeonEndpoint } from '../../db/local/neon-endpoint.ts';
import { isMainModule } from '../../db/main-module.ts';

/** An endpoint outside this process. */
export interface EndpointProcess {
  /** Where the driver sends its queries. */
  url: string;
  /** Its number among the processes. */
  processId: number;
  stop(): Promise<void>;
}

/** Runs the local Neon endpoint in a process of its own, so that it does not wait for whoever measures it. */
export async function startEndpointProcess(): Promise<EndpointProcess> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: ['--import', 'tsx'] });
  const [message] = await once(child, 'message');
  return {
    url: z.string().parse(message),
    processId: child.pid ?? 0,
    async stop() {
      const exited = once(child, 'exit');
      // It ends when nobody is there to hear it.
      child.disconnect();
      await exited;
    },
  };
}

if (isMainModule(import.meta.url)) {
  const endpoint = await startNeonEndpoint();
  process.once('disconnect', () => void endpoint.close());
  process.send?.(endpoint.url);
}
