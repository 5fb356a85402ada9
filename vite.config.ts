import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cloudflareDevProxyVitePlugin, vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { minify } from 'terser';
import { defineConfig, type Rollup } from 'vite';
import { createRequestContext } from './app/load-context.ts';

declare module '@remix-run/cloudflare' {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * The framework, which seldom changes, and the parts every page is made of, in one file each: twenty small ones would be
 * compressed worse, and each ask for itself. The same goes for what the two largest pages with client code alone are made of.
 */
function gatherSharedParts(file: string): string | undefined {
  if (/\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|turbo-stream|@remix-run)\//.test(file))
    return 'framework';
  // Only what runs in browsers: the schemas beside them would bring zod along.
  if (
    /\/marketplace\/(checkout\/((?!spending)[a-z-]+\.tsx|seats\.)|cart\/(costs|notices|plans-link|priced-tools|send-request-form|totals)\.|uses\/terms\.)/.test(
      file,
    )
  )
    return 'checkout-parts';
  if (
    /\/marketplace\/(bundle-editor\/(changes|conflict|details|draft|editor|price|pricing|reordering|tool|use-)|tool-editor\/icon-choice|catalog\/prices\.)|\/platform\/area-forms\./.test(
      file,
    )
  )
    return 'bundle-editor-parts';
  if (/\/marketplace\/labels\./.test(file)) return 'shared';
  // Small, and of several pages: each a chunk of its own, or it would lie in that of one page, and the others load all of that.
  if (/\/expenses\/(labels|status-tag)\./.test(file)) return 'expense-labels';
  const small = /\/(people\/roles|services\/typed-texts)\./.exec(file)?.[1];
  if (small) return small.replace('/', '-');
  // Parts that only pages without client code are made of would burden the others.
  if (
    /\/app\/components\/(charts|layout\/(kept-form|module-layout|print-page|text-page|work-layout))/.test(file) ||
    /\/app\/components\/ui\/(browser-frame|bulk-bar|key-figures|long-text|next-line|pagination|rating|secret-link|sort|stars)/.test(
      file,
    ) ||
    /\/app\/utils\/(clean-names|countries|json|name-order|next-line|pages|ranges|us-states)\./.test(file)
  )
    return undefined;
  return /\/app\/(components|utils)\//.test(file) ? 'shared' : undefined;
}

/** The licenses of the packages that modules of a browser's build come from, one below the other. */
async function gatherLicenses(modules: readonly string[]): Promise<string> {
  // What Vite makes of a module has a NUL before its name.
  const folders = new Set(
    modules.flatMap((file) => /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/?]+)/.exec(file)?.[1] ?? []),
  );
  const licenses = [...folders].toSorted().map(async (folder) => {
    const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
    if (!file) throw new Error(`${folder} has no license.`);
    return `${folder.split('/node_modules/').at(-1)}\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`;
  });
  return (await Promise.all(licenses)).join(`\n${'-'.repeat(80)}\n\n`);
}

/** Where a part of a parsed file begins and ends, in letters. Rollup says so of every part; its types only of the first. */
function placeOf(part: object): [from: number, to: number] {
  if ('start' in part && typeof part.start === 'number' && 'end' in part && typeof part.end === 'number')
    return [part.start, part.end];
  throw new Error('The parser does not say where a part of the file is.');
}

/**
 * A file of the schema without what only migrations read, which is the third argument of each `pgTable`; of that only primary keys of
 * several columns are left, by which exports are sorted.
 */
function leaveOutConstraints(code: string, { body }: Rollup.ProgramNode): string {
  const declared = body.flatMap((statement) => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    return declaration?.type === 'VariableDeclaration' ? declaration.declarations : [];
  });
  return declared.toReversed().reduce((rest, { init }) => {
    if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier' || init.callee.name !== 'pgTable')
      return rest;
    const [, columns, constraints] = init.arguments;
    if (!columns || constraints?.type !== 'ArrowFunctionExpression' || constraints.body.type !== 'ArrayExpression')
      return rest;
    const keys = constraints.body.elements.flatMap((element) =>
      element?.type === 'CallExpression' && element.callee.type === 'Identifier' && element.callee.name === 'primaryKey'
        ? [code.slice(...placeOf(element))]
        : [],
    );
    const [from, to] = placeOf(constraints);
    const [list] = placeOf(constraints.body);
    const left = keys.length > 0 ? `, ${code.slice(from, list)}[${keys.join(', ')}]` : '';
    return rest.slice(0, placeOf(columns)[1]) + left + rest.slice(to);
  }, code);
}

const reactDomOnServer = new URL('./app/request/react-dom-on-server.ts', import.meta.url).pathname;

/** What the app reads as the Worker's environment in `npm run dev` (app/local/dev.ts). */
let localEnvironment: unknown = process.env;

export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [
    tailwindcss(),
    {
      name: 'read-local-environment',
      configResolved({ plugins }) {
        localEnvironment = plugins.find(({ name }) => name === 'local-environment')?.api ?? localEnvironment;
      },
    },
    cloudflareDevProxyVitePlugin({
      // The environment comes from there; this would keep another bucket.
      persist: false,
      getLoadContext: ({ request, context }) =>
        createRequestContext(request, localEnvironment, (work) => context.cloudflare.ctx.waitUntil(work)),
    }),
    remix({
      ignoredRouteFiles: ['**/*.test.ts'],
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: false,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    {
      // Makes the framework's script 4 % smaller than esbuild leaves it. Not as `build.minify`: that would reach the script
      // of `enhance.ts` in one of the two builds only, and each would know it by another name.
      name: 'terser',
      apply: () => !isSsrBuild,
      renderChunk: {
        order: 'post',
        // The licenses that comments name stand in a file of their own.
        handler: async (code) => {
          const preamble = code.includes('@license') ? '/*! /licenses.txt */' : '';
          const options = { module: true, compress: { passes: 2 }, format: { comments: false, preamble } };
          return { code: (await minify(code, options)).code ?? code };
        },
      },
      async generateBundle(_options, bundle) {
        const modules = Object.values(bundle)
          .flatMap((part) => (part.type === 'chunk' ? Object.entries(part.modules) : []))
          .flatMap(([file, { renderedLength }]) => (renderedLength > 0 ? [file] : []));
        this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: await gatherLicenses(modules) });
      },
    },
    {
      // Indexes, constraints and policies of tables are for migrations, which read them from the sources: 11 kB of 1,011, gzipped.
      name: 'leave-out-constraints',
      apply: () => isSsrBuild === true,
      enforce: 'post',
      transform(code, id) {
        if (!/\/db\/schema\/.*\.ts$/.test(id)) return;
        return { code: leaveOutConstraints(code, this.parse(code)), map: null };
      },
    },
    {
      // The server bundle is the whole Worker. Remix sets its own entry, so ours has to come after it. What is unused is
      // left for wrangler to drop: Rollup takes minutes to find it in the libraries.
      name: 'worker-entry',
      config: () =>
        isSsrBuild
          ? {
              build: { rollupOptions: { input: './app/worker.ts', treeshake: false } },
              resolve: { alias: [{ find: /^react-dom$/, replacement: reactDomOnServer }] },
            }
          : { build: { rollupOptions: { output: { manualChunks: gatherSharedParts } } } },
    },
  ],
  resolve: {
    alias: {
      '~': new URL('./app', import.meta.url).pathname,
      '#db': new URL('./db', import.meta.url).pathname,
      'node:stream/web': new URL('./app/services/imports/web-streams.ts', import.meta.url).pathname,
    },
  },
  build: { target: 'es2022', assetsInlineLimit: 0 },
  ssr:
    command === 'build'
      ? {
          target: 'webworker',
          noExternal: true,
          resolve: { conditions: ['workerd', 'worker', 'browser'], externalConditions: ['workerd', 'worker'] },
        }
      : {},
}));
