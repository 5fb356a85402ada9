import { cloudflareDevProxyVitePlugin, vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { minify } from 'terser';
import { defineConfig } from 'vite';
import { createRequestContext } from './app/load-context.ts';

declare module '@remix-run/cloudflare' {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * The framework, which seldom changes, and the parts every page is made of, in one file each: twenty small ones would be
 * compressed worse, and each ask for itself.
 */
function gatherSharedParts(file: string): string | undefined {
  if (/\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|turbo-stream|@remix-run)\//.test(file))
    return 'framework';
  // Parts that only pages without client code are made of would burden the others.
  if (
    /\/app\/components\/(charts|layout\/(module-layout|print-page)|ui\/(rating|stars|long-text|pagination|key-figures|secret-link))/.test(
      file,
    )
  )
    return undefined;
  return /\/app\/(components|utils)\//.test(file) ? 'shared' : undefined;
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
        handler: async (code) => ({
          code: (await minify(code, { module: true, compress: { passes: 2 } })).code ?? code,
        }),
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
