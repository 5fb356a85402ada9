import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startBindings } from '../../app/local/workerd.ts';
import { parseEnvironment } from '../../app/services/environment.server.ts';
import { createFileStore, type FileStore, FilesUnavailable, partSize } from '../../app/services/files/store.server.ts';
import { present } from '../factories/rows.ts';

let cloudflare: Awaited<ReturnType<typeof startBindings>>;
let directory: string;
/** What is really there. */
let bucket: R2Bucket;
let files: FileStore;
/** Decides about each operation of R2: whether it fails before it did anything, or after it did all of it. */
let plan: (operation: string) => 'before' | 'after' | undefined;
const operations: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lotline-files-'));
  cloudflare = await startBindings(directory);
  const { FILES } = parseEnvironment({ ...settings, FILES: cloudflare.bindings.FILES });
  if (!FILES) throw new Error('There is no bucket.');
  bucket = FILES;
  files = createFileStore(fail(bucket));
});

afterAll(async () => {
  await cloudflare?.stop();
  await rm(directory, { recursive: true, force: true });
});

beforeEach(() => {
  plan = () => undefined;
  operations.length = 0;
});

const settings = {
  ENVIRONMENT: 'development',
  DATABASE_URL: 'postgresql://lotline_app@localhost/lotline',
  PUBLIC_URL: 'http://localhost:8787',
  COOKIE_SECRETS: 'only-for-tests-of-the-files',
};

/** R2 as it is on a bad day. An upload in parts fails like its bucket. */
function fail<Target extends object>(target: Target): Target {
  return new Proxy(target, {
    get(_, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]) => {
        const operation = String(name);
        operations.push(operation);
        const fault = plan(operation);
        if (fault === 'before')
          throw new Error(`${operation}: We encountered an internal error. Please try again. (10001)`);
        const result = await Reflect.apply(method, target, given);
        if (fault === 'after') throw new Error(`${operation}: Network connection lost.`);
        return operation === 'createMultipartUpload' ? fail(result) : result;
      };
    },
  });
}

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += length) yield bytes.subarray(offset, offset + length);
}

const someBytes = (length: number) => Buffer.alloc(length, 'bytes that repeat after a prime number.');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function read(key: string): Promise<Uint8Array | undefined> {
  const found = await bucket.get(key);
  return found ? new Uint8Array(await found.arrayBuffer()) : undefined;
}

test.each([
  ['an empty file', 0, ['put']],
  ['a small file', 10, ['put']],
  ['a file of exactly one part', partSize, ['put']],
  ['one byte more', partSize + 1, ['createMultipartUpload', 'uploadPart', 'uploadPart', 'complete']],
  ['two parts', 2 * partSize, ['createMultipartUpload', 'uploadPart', 'uploadPart', 'complete']],
])('%s is kept byte for byte, with its digest and size', async (name, length, asked) => {
  const bytes = someBytes(length);
  const key = `kept/${name}`;
  expect(await files.put(key, inPieces(bytes, 65_521), 'application/pdf')).toEqual({
    key,
    size: length,
    digest: sha256(bytes),
  });
  expect(operations).toEqual(asked);
  expect(Buffer.compare(Buffer.from((await read(key)) ?? []), bytes)).toBe(0);
  const open = await files.get(key);
  expect(open).toMatchObject({ key, size: length, type: 'application/pdf' });
  expect(sha256(new Uint8Array(await new Response(present(open).body).arrayBuffer()))).toBe(sha256(bytes));
});

test.each([10, partSize + 10])('a source of %i bytes that breaks off leaves nothing', async (length) => {
  async function* breaking() {
    yield* inPieces(someBytes(length), 10_000);
    throw new RangeError('too large');
  }
  await expect(files.put('broken', breaking(), 'text/plain')).rejects.toThrow(new RangeError('too large'));
  expect(await read('broken')).toBeUndefined();
});

test.each([
  ['put', 10],
  ['createMultipartUpload', partSize + 1],
  ['uploadPart', partSize + 1],
  ['complete', partSize + 1],
])('where %s fails, nothing is kept and it is said', async (operation, length) => {
  plan = (asked) => (asked === operation ? 'before' : undefined);
  await expect(files.put('failed', someBytes(length), 'text/plain')).rejects.toThrow(FilesUnavailable);
  expect(await read('failed')).toBeUndefined();
});

test('where the answer of a put is lost, it is said as a failure though the file is there', async () => {
  plan = (operation) => (operation === 'put' ? 'after' : undefined);
  await expect(files.put('lost', someBytes(10), 'text/plain')).rejects.toThrow(FilesUnavailable);
  expect(await read('lost')).toHaveLength(10);
});

test('a file that is not there is no failure; a bucket that is away is one', async () => {
  expect(await files.get('missing')).toBeUndefined();
  await files.delete(['missing', 'missing too']);
  plan = () => 'before';
  await expect(files.get('missing')).rejects.toThrow(FilesUnavailable);
  await expect(files.delete('missing')).rejects.toThrow(FilesUnavailable);
  await expect(files.list('').next()).rejects.toThrow(FilesUnavailable);
  await expect(createFileStore(undefined).get('missing')).rejects.toThrow(FilesUnavailable);
});

test('files are listed page by page in the order of their keys, and removed all at once', async () => {
  const keys = ['many/1', 'many/2', 'many/3', 'many/4', 'many/5'];
  for (const key of [...keys, 'manyfold']) await bucket.put(key, 'x');
  // R2 may give fewer than it is asked for.
  const stingy = createFileStore(
    new Proxy(bucket, {
      get: (target, name) =>
        name === 'list' ? (options: R2ListOptions) => target.list({ ...options, limit: 2 }) : Reflect.get(target, name),
    }),
  );
  const pages: string[][] = [];
  for await (const page of stingy.list('many/')) pages.push(page.map(({ key }) => key));
  expect(pages).toEqual([['many/1', 'many/2'], ['many/3', 'many/4'], ['many/5']]);
  const { value: rest } = await files.list('many/', 'many/4').next();
  expect(rest?.map(({ key }) => key)).toEqual(['many/5']);
  await files.delete(keys);
  expect((await files.list('many/').next()).value).toEqual([]);
});
