import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { Response, type WorkerOptions } from 'miniflare';
import { z } from 'zod';

/** An operation of R2 fails before it did anything, or after it did all of it; a list can say that all files are two days older. */
type Fault = 'before' | 'after' | 'aged' | undefined;

/** Decides about each operation of R2, by its name (`put`, `uploadPart`, …) and its key, prefix or keys. */
export type FaultPlan = (operation: string, keys: string) => Fault;

// Runs in workerd in front of the real bucket, and asks the test before each operation. An upload in parts is guarded like the bucket.
const guardScript = `
const operations = ['get', 'put', 'delete', 'list', 'createMultipartUpload', 'uploadPart', 'complete', 'abort'];
const twoDays = 2 * 24 * 60 * 60 * 1000;
export default function (env) {
  const guard = (target, key) => new Proxy(target, {
    get(_, name) {
      const value = target[name];
      if (!operations.includes(name)) return typeof value === 'function' ? value.bind(target) : value;
      return async (...given) => {
        const keys = key ?? String(given[0]?.prefix ?? given[0]);
        const asked = await env.TEST.fetch('http://test/' + name, { method: 'POST', body: keys });
        const fault = await asked.text();
        if (fault === 'before') throw new Error(name + ': We encountered an internal error. Please try again. (10001)');
        const result = await value.apply(target, given);
        if (fault === 'after') throw new Error(name + ': Network connection lost.');
        if (fault === 'aged') return { ...result, objects: result.objects.map(({ key, size, uploaded }) => ({ key, size, uploaded: new Date(uploaded - twoDays) })) };
        return name === 'createMultipartUpload' ? guard(result, keys) : result;
      };
    },
  });
  return guard(env.BUCKET);
}`;

const windowScript = `
export default {
  async fetch(request, env) {
    const key = decodeURIComponent(new URL(request.url).pathname.slice(1));
    if (request.method === 'PUT') await env.BUCKET.put(key, 'left over');
    const { objects } = await env.BUCKET.list({ prefix: request.method === 'PUT' ? '' : key });
    return Response.json(objects.map(({ key }) => key));
  },
};`;

const windowHost = 'bucket.test';

/** Puts a Worker that fails on command in front of the app's bucket, and beside it one that shows what is really there. */
export function withFailingBucket(plan: FaultPlan) {
  return (app: WorkerOptions): WorkerOptions[] => {
    const { r2Buckets, ...rest } = app;
    const bucket = 'lotline-files';
    return [
      { ...rest, wrappedBindings: { FILES: { scriptName: 'failing-bucket' } } },
      {
        name: 'failing-bucket',
        modules: [{ type: 'ESModule', path: 'failing-bucket.mjs', contents: guardScript }],
        r2Buckets: { BUCKET: bucket },
        serviceBindings: {
          TEST: async (asked: { url: string; text(): Promise<string> }) =>
            new Response(plan(new URL(asked.url).pathname.slice(1), await asked.text()) ?? ''),
        },
      },
      {
        name: 'window',
        modules: true,
        script: windowScript,
        r2Buckets: { BUCKET: bucket },
        routes: [`${windowHost}/*`],
      },
    ];
  };
}

/** The keys that are really in the bucket, in their order. */
export function listBucket(url: string, prefix = ''): Promise<string[]> {
  return askWindow(url, 'GET', prefix);
}

/** Puts a file there that nothing names. */
export async function leaveFile(url: string, key: string): Promise<void> {
  await askWindow(url, 'PUT', key);
}

function askWindow(url: string, method: string, key: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const asked = request(
      new URL(`/${encodeURIComponent(key)}`, url),
      { method, headers: { host: windowHost, connection: 'close' } },
      (answer) => json(answer).then((body) => resolve(z.array(z.string()).parse(body)), reject),
    );
    asked.once('error', reject);
    asked.end();
  });
}
