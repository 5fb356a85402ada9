import type { Pace } from './load.ts';
import type { describeMachine } from './machine.ts';
import type { Cpu } from './processes.ts';
import type { Rendering } from './renderings.ts';
import { type Result, rounds, type Subject } from './rounds.ts';
import { layOut } from './text-table.ts';

const ratioOf = (app: Pace | undefined, limit: Pace | undefined) =>
  app && limit ? app.requestsPerSecond / limit.requestsPerSecond : undefined;

const pagesToFill = ['catalog', 'catalog, a guest with a cart', 'tool', 'bundles', 'bundle', 'front page'];
const workPages = ['home', 'cart', 'checkout page', 'my tools', 'orders'];

/** The least that the figures should be, at any number of connections. */
const aims: { pages: string[]; aim: number; of: string; ratio(paces: Result['paces']): number | undefined }[] = [
  {
    pages: ['catalog, cached'],
    aim: 0.85,
    of: 'the Worker that returns the same bytes',
    ratio: ({ app, sameBytes }) => ratioOf(app, sameBytes),
  },
  { pages: pagesToFill, aim: 0.7, of: 'the same SQL', ratio: ({ app, sql }) => ratioOf(app, sql) },
  { pages: workPages, aim: 0.7, of: 'the same SQL', ratio: ({ app, sql }) => ratioOf(app, sql) },
  { pages: ['checkout'], aim: 0.6, of: 'the same SQL', ratio: ({ app, sql }) => ratioOf(app, sql) },
];

const describeCpu = (cpu: Cpu | undefined) =>
  cpu ? [cpu.server, cpu.endpoint, cpu.postgres].map((part) => part.toFixed(1)).join(' + ') : '';

/** Prints what was measured, beside what it should be at least. */
export function report({
  machine,
  results,
  renderings,
}: {
  machine: ReturnType<typeof describeMachine>;
  results: Result[];
  renderings: Rendering[];
}) {
  const { processor, cores, node, workerd, loadAverage } = machine;
  console.log(`\n${processor}, ${cores} cores. Node ${node}, workerd ${workerd}. Load average before: ${loadAverage}.`);
  console.log(
    `Requests per second, medians of ${rounds} rounds; in brackets, the app's as a part of it. CPU of a request: server + endpoint + Postgres.\n`,
  );
  const cell = (paces: Result['paces'], subject: Subject) => {
    const ratio = ratioOf(paces.app, paces[subject]);
    return ratio === undefined ? '' : `${Math.round(paces[subject]?.requestsPerSecond ?? 0)} (${ratio.toFixed(2)})`;
  };
  console.log(
    layOut([
      ['page', 'connections', 'app', 'ms', 'CPU ms', 'same bytes', 'one render', 'same SQL'],
      ...results.map(({ page, connections, paces }) => [
        page,
        String(connections),
        String(Math.round(paces.app?.requestsPerSecond ?? 0)),
        (paces.app?.milliseconds ?? 0).toFixed(2),
        describeCpu(paces.app?.cpu),
        cell(paces, 'sameBytes'),
        cell(paces, 'render'),
        cell(paces, 'sql'),
      ]),
    ]),
  );
  console.log('\nAims');
  for (const { page, connections, paces } of results) {
    for (const { aim, of, ratio } of aims.filter(({ pages }) => pages.includes(page))) {
      const reached = ratio(paces) ?? 0;
      const verdict = reached >= aim ? 'met' : 'NOT MET';
      console.log(`${page}, ${connections} connections: ${reached.toFixed(2)} of ${of}; aim ${aim}, ${verdict}.`);
    }
  }
  console.log('\nThe catalog in three ways, through the framework, its data at hand\n');
  console.log(
    layOut([
      ['', 'ms', 'HTML bytes', 'gzipped', 'script, gzipped'],
      ...renderings.map((one) => [
        one.name,
        one.milliseconds.toFixed(2),
        String(one.bytes),
        String(one.gzipped),
        String(one.script),
      ]),
    ]),
  );
}
