import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The workerd of Miniflare, and so of `npm start` and of the tests. */
const { default: program, version } = z
  .object({ default: z.string(), version: z.string() })
  .parse(createRequire(createRequire(import.meta.url).resolve('miniflare'))('workerd'));

/** Which workerd this runs. */
export const workerdVersion = version;

/** A Worker of one module. */
export interface BareWorker {
  code: string;
  bindings?: Record<string, string>;
  /** The name of the Worker behind its Cache API. */
  cache?: string;
}

/** Workers that answer requests, each on a port of its own. */
export interface BareWorkerd<Name extends string> {
  origins: Record<Name, string>;
  /** Its number among the processes. */
  processId: number;
  stop(): Promise<void>;
}

const listening = z.object({ event: z.literal('listen'), socket: z.string(), port: z.number() });

/**
 * Runs Workers in one workerd with the compatibility date and flags of `wrangler.toml`, and nothing between them and the
 * socket: Miniflare would put a Worker of its own in front. Resolves once all of them listen. What they log is dropped.
 * @throws with what workerd says when it does not start
 */
export async function startBareWorkerd<Name extends string>(
  workers: Record<Name, BareWorker>,
): Promise<BareWorkerd<Name>> {
  const directory = await mkdtemp(join(tmpdir(), 'lotline-bench-'));
  const names = Object.keys(workers).filter((name): name is Name => name in workers);
  for (const name of names) await writeFile(join(directory, `${name}.js`), workers[name].code);
  const configuration = join(directory, 'workerd.capnp');
  await writeFile(configuration, describeWorkers(names.map((name) => ({ name, ...workers[name] }))));

  const server = spawn(program, ['serve', '--control-fd=3', configuration], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4_000);
  });
  const interrupt = () => server.kill('SIGKILL');
  process.once('exit', interrupt);
  const exited = once(server, 'exit');
  const stop = async () => {
    process.removeListener('exit', interrupt);
    interrupt();
    await exited;
    await rm(directory, { recursive: true, force: true });
  };

  const ports = new Map<string, number>();
  const control = server.stdio[3];
  if (!(control instanceof Readable)) throw new Error('workerd has no control pipe.');
  for await (const line of createInterface({ input: control })) {
    const { socket, port } = listening.parse(JSON.parse(line));
    ports.set(socket, port);
    if (ports.size === names.length) break;
  }
  if (ports.size < names.length) {
    await stop();
    throw new Error(`workerd did not start:\n${complaints}`);
  }
  const origins: Partial<Record<Name, string>> = {};
  for (const name of names) origins[name] = `http://127.0.0.1:${ports.get(name)}`;
  return { origins: requireAll(origins, names), processId: server.pid ?? 0, stop };
}

function requireAll<Name extends string>(found: Partial<Record<Name, string>>, names: Name[]): Record<Name, string> {
  const isComplete = (record: Partial<Record<Name, string>>): record is Record<Name, string> =>
    names.every((name) => record[name] !== undefined);
  if (!isComplete(found)) throw new Error('A Worker has no address.');
  return found;
}

/** A configuration in the language of Cap'n Proto, whose strings are written like those of JSON. */
function describeWorkers(workers: (BareWorker & { name: string })[]): string {
  const { compatibilityDate, compatibilityFlags } = unstable_getMiniflareWorkerOptions(
    join(root, 'wrangler.toml'),
  ).workerOptions;
  const text = JSON.stringify;
  const services = workers.map(({ name, bindings = {}, cache }) => {
    const texts = Object.entries(bindings).map(
      ([binding, value]) => `(name = ${text(binding)}, text = ${text(value)})`,
    );
    return `(name = ${text(name)}, worker = (
      modules = [(name = "index.js", esModule = embed ${text(`${name}.js`)})],
      compatibilityDate = ${text(compatibilityDate)},
      compatibilityFlags = ${text(compatibilityFlags)},
      bindings = [${texts.join(', ')}],
      globalOutbound = "network",
      ${cache ? `cacheApiOutbound = ${text(cache)},` : ''}
    ))`;
  });
  const sockets = workers.map(
    ({ name }) => `(name = ${text(name)}, address = "127.0.0.1:0", http = (), service = ${text(name)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "network", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
    ${services.join(',\n    ')},
  ],
  sockets = [${sockets.join(', ')}],
);
`;
}
