import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ask, repeat } from './exercises.ts';
import { type Answer, createLoadGenerator, type Exercise, median } from './load.ts';
import type { Page } from './measured-pages.ts';
import { milliseconds, rounds, warmUp } from './rounds.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A way of rendering the same page. */
export interface Rendering {
  name: string;
  milliseconds: number;
  bytes: number;
  gzipped: number;
  /** Of the scripts it asks for, gzipped. */
  script: number;
}

const renderingNames = {
  document: 'one document, no client code',
  stream: 'streamed, no client code',
  'stream-hydrated': 'streamed, with client code and its data',
};

/** The catalog through the framework in three ways, its data at hand: what choosing one of them costs. */
export async function compareRenderings(origin: string, catalog: Page | undefined): Promise<Rendering[]> {
  if (!catalog) return [];
  const load = createLoadGenerator();
  const found: (Rendering & { exercise: Exercise; times: number[] })[] = [];
  for (const [rendering, name] of Object.entries(renderingNames)) {
    const headers = { ...catalog.headers, 'x-rendering': rendering };
    const { body } = await ask(origin, { path: catalog.path, headers });
    const check = (answer: Answer) =>
      answer.status === 200 && answer.body.includes(catalog.shows) ? undefined : String(answer.status);
    const exercise = repeat(origin, { path: catalog.path, headers, check });
    found.push({
      name,
      exercise,
      times: [],
      milliseconds: 0,
      bytes: body.byteLength,
      gzipped: gzipSync(body).byteLength,
      script: await weighScripts(body.toString()),
    });
    await load.run(exercise, 1, warmUp);
  }
  for (let round = 0; round < rounds; round++) {
    for (const { exercise, times } of found) times.push((await load.run(exercise, 1, { milliseconds })).milliseconds);
  }
  await load.close();
  return found.map(({ exercise, times, ...rendering }) => ({ ...rendering, milliseconds: median(times) }));
}

/** Bytes of the scripts a page asks for, gzipped one by one. */
async function weighScripts(html: string): Promise<number> {
  const paths = [...html.matchAll(/(?:rel="modulepreload" href|<script[^>]* src)="([^"]+)"/g)].map(([, path]) => path);
  const imported = [...html.matchAll(/from "(\/assets\/[^"]+)"|import "(\/assets\/[^"]+)"/g)].map(
    ([, from, plain]) => from ?? plain,
  );
  let bytes = 0;
  for (const path of new Set([...paths, ...imported])) {
    bytes += gzipSync(await readFile(`${root}build/client${path}`)).byteLength;
  }
  return bytes;
}
