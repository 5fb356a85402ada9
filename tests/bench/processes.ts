import { readdirSync, readFileSync } from 'node:fs';

/** What a request costs in milliseconds of CPU, by who works for it. */
export interface Cpu {
  server: number;
  endpoint: number;
  postgres: number;
}

/** The processes that work for a request: each with all below it. */
export type Workers = Record<keyof Cpu, number>;

interface Process {
  parent: number;
  /** Milliseconds of CPU so far, with those of its children that have ended. */
  milliseconds: number;
}

// USER_HZ, the unit of /proc, is a hundred a second on every Linux that Node runs on.
const millisecondsEachTick = 10;

/** All processes of this machine; none where there is no /proc, as on macOS. */
function listProcesses(): Map<number, Process> {
  const found = new Map<number, Process>();
  let names: string[] = [];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return found;
  }
  for (const name of names) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The name of the program, in brackets, may hold anything.
      const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = rest.slice(9, 13).reduce((sum, text) => sum + Number(text), 0);
      found.set(Number(name), { parent: Number(parent), milliseconds: ticks * millisecondsEachTick });
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

/** The process above another one; undefined where that is not known. */
export const findParent = (id: number) => listProcesses().get(id)?.parent;

/** Milliseconds of CPU so far of these processes and all below them; undefined where that is not known. */
export function readCpu(workers: Workers | undefined): Cpu | undefined {
  const all = listProcesses();
  if (!workers || all.size === 0) return undefined;
  const sum = (root: number) => {
    const ids = [root];
    for (const id of ids) for (const [child, { parent }] of all) if (parent === id) ids.push(child);
    return ids.reduce((total, id) => total + (all.get(id)?.milliseconds ?? 0), 0);
  };
  return { server: sum(workers.server), endpoint: sum(workers.endpoint), postgres: sum(workers.postgres) };
}
