import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { isMainModule } from '../../db/main-module.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stampFile = join(root, 'build/.stamp');

const inputs = [
  'app',
  'db',
  'public',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'wrangler.toml',
];
/** Code that the Worker never contains. */
const notInput = /^(app\/local|db\/local|db\/seed)\/|\.test\.tsx?$|\.md$/;

/**
 * Modules beside the Worker, which it loads when they are first used: each is too large for what starts with every request. Their names
 * stand in the rules of `wrangler.toml`, and as variables where they are imported.
 */
export const besideWorker = [
  { file: 'pdf-fonts.js', source: 'app/services/pdf/fonts.ts' },
  { file: 'bounce-reader.js', source: 'app/modules/campaigns/bounces/reader.ts' },
  { file: 'twitter-text.js', source: 'app/modules/campaigns/posts/twitter-text.ts' },
  { file: 'mail-library.js', source: 'app/services/mail-library.ts' },
  { file: 'stripe-library.js', source: 'app/services/stripe-library.ts' },
  { file: 'csv-library.js', source: 'app/services/imports/csv-library.ts' },
  { file: 'second-factors.js', source: 'app/modules/accounts/second-factors/verifier.ts' },
] as const;

/** Settings of a build. */
export interface BuildOptions {
  log: (line: string) => void;
  /** Ends a build under way. */
  signal?: AbortSignal;
}

/**
 * Builds the Workers for production into `build`: the pages with Remix, then the bundle in `build/worker` with wrangler; beside it the
 * reader of receipts in `build/receipt-reader`.
 * Does nothing when the inputs are those of the last build. Throws with the output of the step that failed.
 */
export async function buildApp({ log, signal }: BuildOptions): Promise<void> {
  const stamp = await hashInputs();
  if (stamp === (await readFile(stampFile, 'utf8').catch(() => ''))) return log('Build: up to date.');
  log('Building the app …');
  await rm(join(root, 'build'), { recursive: true, force: true });
  await runTool('@remix-run/dev/dist/cli.js', ['vite:build'], signal);
  for (const one of besideWorker) await buildModule(one);
  await runTool('wrangler/bin/wrangler.js', ['deploy', '--dry-run', '--outdir', 'build/worker'], signal);
  await buildReceiptReader();
  const reader = ['deploy', '--dry-run', '--config', 'app/receipt-reader/wrangler.toml'];
  await runTool('wrangler/bin/wrangler.js', reader, signal);
  await mkdir(join(root, 'build'), { recursive: true });
  await writeFile(stampFile, stamp);
}

/** PDF.js, unchanged: it does not start in workerd once a bundler has been at it. */
const pdfjs = './pdfjs.mjs';

/** Builds the Worker that reads receipts, which takes less than a second, into `build/receipt-reader`. */
export async function buildReceiptReader(): Promise<void> {
  const outDir = join(root, 'build/receipt-reader');
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'webworker' },
    build: {
      ssr: join(root, 'app/receipt-reader/worker.ts'),
      outDir,
      target: 'es2022',
      rollupOptions: {
        external: ['unpdf/pdfjs'],
        output: { entryFileNames: 'index.js', paths: { 'unpdf/pdfjs': pdfjs }, inlineDynamicImports: false },
      },
    },
  });
  await copyFile(join(root, 'node_modules/unpdf/dist/pdfjs.mjs'), join(outDir, pdfjs));
}

/** Builds a module beside the Worker, with everything it imports. */
async function buildModule({ file, source }: (typeof besideWorker)[number]): Promise<void> {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    resolve: {
      alias: { '~': join(root, 'app'), 'node:stream/web': join(root, 'app/services/imports/web-streams.ts') },
    },
    ssr: { noExternal: true, target: 'webworker', resolve: { conditions: ['workerd', 'worker', 'browser'] } },
    build: {
      ssr: join(root, source),
      outDir: join(root, 'build/server'),
      emptyOutDir: false,
      target: 'es2022',
      minify: true,
      rollupOptions: { output: { entryFileNames: file } },
    },
  });
}

/** By content, not by time: going back to an older branch, or removing a file, has to build again. */
async function hashInputs(): Promise<string> {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const path of await listFiles(input)) {
      if (!notInput.test(path))
        hash
          .update(`${path}\0`)
          .update(await readFile(join(root, path)))
          .update('\0');
    }
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  return files.sort();
}

function runTool(script: string, parameters: string[], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const tool = spawn(process.execPath, [join(root, 'node_modules', script), ...parameters], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', WRANGLER_SEND_METRICS: 'false' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    let output = '';
    const collect = (text: string) => {
      output += text;
    };
    tool.stdout.setEncoding('utf8').on('data', collect);
    tool.stderr.setEncoding('utf8').on('data', collect);
    tool.once('error', reject);
    tool.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`The build failed in ${script} ${parameters.join(' ')}:\n${output.trim()}`)),
    );
  });
}

if (isMainModule(import.meta.url)) {
  await buildApp({ log: console.log }).catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
