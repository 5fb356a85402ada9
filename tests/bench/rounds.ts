import { createLoadGenerator, type Exercise, median, type Pace } from './load.ts';
import type { Cpu, Workers } from './processes.ts';

export const rounds = 7;
export const connectionCounts = [1, 8];
/** Of one measurement of something that can be asked as often as one likes. */
export const milliseconds = 700;
/** Orders placed in one measurement, by the number of connections. */
export const checkouts: Record<number, number> = { 1: 30, 8: 80 };
/** Until V8 has compiled what is hot. */
export const warmUp = { requests: 300 };
export const warmUpCheckouts = 60;
/** Before each measurement, of each connection: those of the endpoint to Postgres have been closed since the last one. */
export const runIn = 4;

/** The app, and the three things it is measured against. */
export type Subject = 'app' | 'sameBytes' | 'render' | 'sql';
const subjects: Subject[] = ['app', 'sameBytes', 'render', 'sql'];
export type Exercises = Partial<Record<Subject, Exercise>> & { app: Exercise };

/** Figures at this number of connections: medians over the rounds. */
export interface Result {
  page: string;
  connections: number;
  paces: Partial<Record<Subject, Pace>>;
}

/** Rounds in which everything has its turn, so that what else the machine does hits all alike. */
export async function measure(
  exercises: Map<string, Exercises>,
  workers: Workers,
  say: (line: string) => void,
): Promise<Result[]> {
  const load = createLoadGenerator(workers);
  const paces = new Map<string, Pace[]>();
  const key = (page: string, subject: Subject, connections: number) => `${page} ${subject} ${connections}`;
  try {
    say('Warming up …');
    for (const [page, ones] of exercises) {
      for (const subject of subjects) {
        const exercise = ones[subject];
        if (exercise) await load.run(exercise, 4, page === 'checkout' ? { requests: warmUpCheckouts } : warmUp);
      }
    }
    for (let round = 1; round <= rounds; round++) {
      say(`Round ${round} of ${rounds} …`);
      // The first one meets what the one before left to be done, so everybody comes first in turn.
      const order = [...subjects.slice(round % subjects.length), ...subjects.slice(0, round % subjects.length)];
      for (const connections of connectionCounts) {
        for (const [page, ones] of exercises) {
          for (const subject of order) {
            const exercise = ones[subject];
            if (!exercise) continue;
            const amount = page === 'checkout' ? { requests: checkouts[connections] ?? 0 } : { milliseconds };
            await load.run(exercise, connections, { requests: runIn * connections });
            const pace = await load.run(exercise, connections, amount);
            const measured = paces.get(key(page, subject, connections)) ?? [];
            paces.set(key(page, subject, connections), [...measured, pace]);
          }
        }
      }
    }
  } finally {
    await load.close();
  }
  return [...exercises.keys()].flatMap((page) =>
    connectionCounts.map((connections) => ({
      page,
      connections,
      paces: Object.fromEntries(
        subjects.flatMap((subject) => {
          const measured = paces.get(key(page, subject, connections));
          if (!measured) return [];
          const pace: Pace = {
            requestsPerSecond: median(measured.map((one) => one.requestsPerSecond)),
            milliseconds: median(measured.map((one) => one.milliseconds)),
            cpu: medianCpu(measured.flatMap(({ cpu }) => cpu ?? [])),
          };
          return [[subject, pace]];
        }),
      ),
    })),
  );
}

function medianCpu(measured: Cpu[]): Cpu | undefined {
  if (measured.length === 0) return undefined;
  const each = (part: keyof Cpu) => median(measured.map((one) => one[part]));
  return { server: each('server'), endpoint: each('endpoint'), postgres: each('postgres') };
}
