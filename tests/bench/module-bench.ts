import type { Client } from 'pg';
import { buildApp } from '../../app/local/build.ts';
import { type LocalWorker, startWorker } from '../../app/local/workerd.ts';
import type { TestOrganization } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';
import { type CrowdedPage, highestRatio, measureCrowdedPages } from './crowded-pages.ts';
import { describeMachine } from './machine.ts';
import { measuredBindings } from './measured-bindings.ts';
import { layOut } from './text-table.ts';
import { type HeapWatch, watchHeap } from './worker-heap.ts';

/** What a long piece of work took. */
export interface WorkMeasure {
  work: string;
  seconds: number;
  /** To the database. */
  requests: number;
  /** The most that the Worker kept in memory at once, in bytes. */
  heap: number;
  /** The most that it may keep, in mebibytes, where the product says so. */
  heapLimit?: number;
  /** The most requests that it may make, where the product says so. */
  requestLimit?: number;
}

/** How one thing does beside another in the same run. */
export interface Comparison {
  what: string;
  value: number;
  least?: number;
  most?: number;
}

/** Where long work is measured, and the list of what was. */
export interface Workshop {
  database: TestDatabase;
  worker: LocalWorker;
  /** Does a piece of work, and keeps what it took. */
  measure<Result>(
    work: string,
    limits: Pick<WorkMeasure, 'heapLimit' | 'requestLimit'>,
    step: () => Promise<Result>,
  ): Promise<Result>;
  /** What was measured last. */
  latest(): WorkMeasure;
}

/** What of a module is measured. */
export interface ModuleBench {
  /** Does the longest work of the module. Returns how it does beside something else. */
  work(workshop: Workshop): Promise<Comparison[]>;
  pages: readonly CrowdedPage[];
  /** Tables that grow with the organizations. No plan may read one whole. */
  growingTables: readonly string[];
  /**
   * Gives all organizations their rows, as a superuser without triggers and foreign keys. Returns what addresses of pages name, such
   * as the id of an expense, of one of them.
   */
  fill(sql: Client, organization: TestOrganization): Promise<Record<string, string>>;
}

const mebibyte = 2 ** 20;

/**
 * Measures what the longest work of a module takes and keeps in memory, and what its pages cost among 200 organizations as against two.
 * @throws when something takes more than it may
 */
export async function benchModule({ json }: { json: boolean }, module: ModuleBench): Promise<void> {
  const say = json ? console.error : console.log;
  await buildApp({ log: say });
  const stopPostgres = await startTemplatePostgres();
  try {
    const machine = describeMachine();
    const { work, comparisons } = await measureWork(module, say);
    if (!json) console.log(`\n${describeWork(work)}\n\n${describeComparisons(comparisons)}\n`);
    const pages = await measureCrowdedPages(module, say);
    console.log(json ? JSON.stringify({ machine, work, comparisons, pages }) : `\n${describePages(pages)}`);
    const over = [
      ...work.filter(isOver).map(({ work }) => work),
      ...comparisons.filter(isOutside).map(({ what }) => what),
      ...pages.filter(({ ratio }) => ratio > highestRatio).map(({ page }) => page),
    ];
    if (over.length > 0) throw new Error(`Not within its limits: ${over.join('; ')}.`);
  } finally {
    await stopPostgres();
  }
}

async function measureWork(module: ModuleBench, note: (text: string) => void) {
  const cleanups: (() => void | Promise<void>)[] = [];
  try {
    const database = await createTestDatabase();
    cleanups.push(database.drop);
    const worker = await startWorker({ port: 0, hasInspector: true, bindings: measuredBindings(database) });
    cleanups.push(worker.stop);
    const heap = await watchHeap(await worker.findInspector());
    cleanups.push(heap.close);
    const work: WorkMeasure[] = [];
    const comparisons = await module.work(openWorkshop({ database, worker, heap, work, note }));
    return { work, comparisons };
  } finally {
    for (const cleanUp of cleanups.toReversed()) await cleanUp();
  }
}

function openWorkshop({
  database,
  worker,
  heap,
  work: measures,
  note,
}: {
  database: TestDatabase;
  worker: LocalWorker;
  heap: HeapWatch;
  work: WorkMeasure[];
  note: (text: string) => void;
}): Workshop {
  return {
    database,
    worker,
    async measure(work, limits, step) {
      note(`${work} …`);
      const before = database.endpoint.requestCount();
      const startedAt = performance.now();
      const { result, mostBytes } = await heap.during(step);
      const seconds = (performance.now() - startedAt) / 1000;
      const requests = database.endpoint.requestCount() - before;
      measures.push({ work, seconds, requests, heap: mostBytes, ...limits });
      return result;
    },
    latest() {
      const latest = measures.at(-1);
      if (!latest) throw new Error('Nothing was measured yet.');
      return latest;
    },
  };
}

const isOver = ({ heap, heapLimit = Infinity, requests, requestLimit = Infinity }: WorkMeasure) =>
  heap > heapLimit * mebibyte || requests > requestLimit;

const isOutside = ({ value, least = -Infinity, most = Infinity }: Comparison) => value < least || value > most;

const limited = (value: number, limit: number | undefined) =>
  limit === undefined ? String(value) : `${value} of ${limit}`;

const describeWork = (work: readonly WorkMeasure[]) =>
  layOut([
    ['work', 'seconds', 'requests to the database', 'MiB in use at most'],
    ...work.map(({ work, seconds, requests, requestLimit, heap, heapLimit }) => [
      work,
      seconds.toFixed(1),
      limited(requests, requestLimit),
      limited(Math.round(heap / mebibyte), heapLimit),
    ]),
  ]);

const describeComparisons = (comparisons: readonly Comparison[]) =>
  layOut(
    comparisons.map(({ what, value, least, most }) => [
      what,
      value.toFixed(2),
      least === undefined ? `at most ${most}` : `at least ${least}`,
    ]),
  );

const describePages = (pages: Awaited<ReturnType<typeof measureCrowdedPages>>) =>
  layOut([
    ['page', 'ms among 2', 'ms among 200', 'ratio'],
    ...pages.map(({ page, small, large, ratio }) => [page, small.toFixed(1), large.toFixed(1), ratio.toFixed(2)]),
  ]);
