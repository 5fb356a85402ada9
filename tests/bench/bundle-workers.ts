import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, transformWithEsbuild } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const assets = join(root, 'build/client/assets');

/** The code of a Worker of this directory that imports nothing. */
export async function bundleSmallWorker(name: 'edge-cache' | 'same-bytes'): Promise<string> {
  const file = join(root, `tests/bench/workers/${name}.ts`);
  return (await transformWithEsbuild(await readFile(file, 'utf8'), file, { target: 'es2022' })).code;
}

/** The code of the Worker that renders pages of the app. Their scripts and styles are those of `buildApp`, which ran before. */
export async function bundleRenderWorker(): Promise<string> {
  const bundle = await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    mode: 'production',
    logLevel: 'error',
    build: { ssr: true, write: false },
    plugins: [useBuiltManifest, useRenderEntry],
  });
  const outputs = [bundle].flat().flatMap((one) => ('output' in one ? one.output : []));
  const [entry, ...others] = outputs.filter((output) => output.type === 'chunk');
  if (!entry || others.length > 0) throw new Error('The Worker that renders should be one module.');
  return entry.code;
}

/** Remix works its manifest out of the browser's build, of which only the result is left. */
const useBuiltManifest: Plugin = {
  name: 'built-manifest',
  load: {
    order: 'pre',
    async handler(id) {
      if (id !== '\0virtual:remix/server-manifest') return undefined;
      const file = (await readdir(assets)).find((name) => /^manifest-.*\.js$/.test(name));
      if (!file) throw new Error(`No manifest in ${assets}: build the app first.`);
      const code = await readFile(join(assets, file), 'utf8');
      return code.replace('window.__remixManifest=', 'export default ');
    },
  },
};

/** After the plugins of the configuration, the last of which names the Worker as the entry. */
const useRenderEntry: Plugin = {
  name: 'render-entry',
  enforce: 'post',
  config: () => ({ build: { rollupOptions: { input: './tests/bench/workers/render.tsx' } } }),
};
