import { findPortProblem } from '../../db/local/ports.ts';
import { endAbandonedWorkers } from './abandoned-workers.ts';

/** A session, as each step of a start gets it. */
export interface Session {
  /** Registers what frees a resource; run in reverse order when the session ends, however it ends. */
  onStop(stop: () => Promise<void>): void;
  /** Aborts when the session is ending. */
  signal: AbortSignal;
}

/** Runs `start` and then waits for Ctrl-C or SIGTERM. At the end, and when a step fails, everything registered is freed. */
export async function runSession(start: (session: Session) => Promise<void>): Promise<void> {
  const stops: (() => Promise<void>)[] = [];
  const ending = new AbortController();
  const end = async (exitCode: number) => {
    ending.abort();
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop().catch(console.error);
    process.exit(exitCode);
  };
  const handleSignals = () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      // Vite, wrangler and Miniflare each would end this process at once, and leave the others running.
      process.removeAllListeners(signal).on(signal, () => {
        // A terminal and npm both pass Ctrl-C on: it can come twice.
        if (ending.signal.aborted) return;
        console.log('\nStopping …');
        void end(0);
      });
    }
  };
  handleSignals();
  try {
    await start({
      onStop(stop) {
        if (ending.signal.aborted) void stop();
        else stops.push(stop);
      },
      signal: ending.signal,
    });
    handleSignals();
  } catch (error) {
    if (ending.signal.aborted) return;
    console.error(`\n${error instanceof Error ? error.message : error}`);
    await end(1);
  }
}

/** The port of the environment, or 8787. Throws when it cannot be used, before anything is started. */
export async function choosePort(command: string): Promise<number> {
  const port = Number(process.env.PORT || 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);
  const advice = `choose another: PORT=${port === 8787 ? 8788 : 8787} ${command}`;
  // Browsers may take localhost for either address.
  for (const host of ['127.0.0.1', '::1']) {
    let problem = await findPortProblem(port, host);
    if (problem === 'EADDRINUSE') {
      await endAbandonedWorkers();
      problem = await findPortProblem(port, host);
    }
    if (problem === 'EADDRINUSE') throw new Error(`Port ${port} is taken. Stop what uses it or ${advice}`);
    if (problem === 'EACCES') throw new Error(`Port ${port} is not open to this user: ${advice}`);
  }
  return port;
}
