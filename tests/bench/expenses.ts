import { buildApp } from '../../app/local/build.ts';
import { startWorker } from '../../app/local/workerd.ts';
import { createTestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';
import { type ExpensePageResult, measureExpensePages } from './expenses-pages.ts';
import { measureExpenseWork, type WorkMeasure } from './expenses-work.ts';
import { describeMachine } from './machine.ts';
import { measuredBindings } from './measured-bindings.ts';
import { layOut } from './text-table.ts';
import { watchHeap } from './worker-heap.ts';

const mebibyte = 2 ** 20;

/**
 * `npm run bench -- expenses`: what the longest work of Expense & Tax takes and keeps in memory, and what its pages cost among 200
 * organizations with a million expenses, as against two with ten thousand.
 * @throws when something takes more than it may
 */
export async function benchExpenses({ json }: { json: boolean }): Promise<void> {
  const say = json ? console.error : console.log;
  await buildApp({ log: say });
  const stopPostgres = await startTemplatePostgres();
  try {
    const machine = describeMachine();
    const work = await measureWork(say);
    const pages = await measureExpensePages(say);
    if (json) console.log(JSON.stringify({ machine, work, pages }));
    else console.log(describe(work, pages));
    const passed = [
      ...work.filter(isOver).map(({ work }) => work),
      ...pages.filter(({ isWithin }) => !isWithin).map(({ page }) => page),
    ];
    if (passed.length > 0) throw new Error(`More than it may take: ${passed.join('; ')}.`);
  } finally {
    await stopPostgres();
  }
}

async function measureWork(note: (text: string) => void): Promise<WorkMeasure[]> {
  const cleanups: (() => void | Promise<void>)[] = [];
  try {
    const database = await createTestDatabase();
    cleanups.push(database.drop);
    const worker = await startWorker({
      port: 0,
      hasInspector: true,
      bindings: measuredBindings(database),
    });
    cleanups.push(worker.stop);
    const heap = await watchHeap(await worker.findInspector());
    cleanups.push(heap.close);
    return await measureExpenseWork(database, worker, heap, note);
  } finally {
    for (const cleanUp of cleanups.toReversed()) await cleanUp();
  }
}

const isOver = ({ heap, heapLimit = Infinity, requests, requestLimit = Infinity }: WorkMeasure) =>
  heap > heapLimit * mebibyte || requests > requestLimit;

function describe(work: readonly WorkMeasure[], pages: readonly ExpensePageResult[]): string {
  const limited = (value: number, limit: number | undefined) =>
    limit === undefined ? String(value) : `${value} of ${limit}`;
  return [
    layOut([
      ['work', 'seconds', 'requests to the database', 'MiB in use at most'],
      ...work.map(({ work, seconds, requests, requestLimit, heap, heapLimit }) => [
        work,
        seconds.toFixed(1),
        limited(requests, requestLimit),
        limited(Math.round(heap / mebibyte), heapLimit),
      ]),
    ]),
    layOut([
      ['page', 'ms among 2', 'ms among 200', 'ratio'],
      ...pages.map(({ page, small, large, ratio }) => [page, small.toFixed(1), large.toFixed(1), ratio.toFixed(2)]),
    ]),
  ].join('\n\n');
}
