import { Pool } from 'undici';
import { type Cpu, readCpu, type Workers } from './processes.ts';

/** One request and what its answer has to be. */
export interface Attempt {
  path: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** Says what is wrong with the answer, or nothing. */
  check(answer: Answer): string | undefined;
}

/** An answer that was read to its end. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** A request that is sent again and again. */
export interface Exercise {
  origin: string;
  next(): Attempt;
}

/** How much of it. */
export type Amount = { milliseconds: number } | { requests: number };

/** How fast it was. */
export interface Pace {
  requestsPerSecond: number;
  /** Median of the times from a request to the end of its answer. */
  milliseconds: number;
  /** Of each request; undefined where the machine does not say it. */
  cpu?: Cpu | undefined;
}

/** Connections that stay open from one run to the next. */
export interface LoadGenerator {
  /**
   * Sends the requests of an exercise over so many connections, each waiting for its answer before the next.
   * @throws when an answer is not what it has to be
   */
  run(exercise: Exercise, connections: number, amount: Amount): Promise<Pace>;
  close(): Promise<void>;
}

/**
 * Starts without any connection.
 * @param workers  the processes whose CPU is counted
 */
export function createLoadGenerator(workers?: Workers): LoadGenerator {
  const pools = new Map<string, Pool>();

  function poolOf(origin: string, connections: number): Pool {
    const key = `${origin} ${connections}`;
    const pool = pools.get(key) ?? new Pool(origin, { connections });
    pools.set(key, pool);
    return pool;
  }

  return {
    async run({ origin, next }, connections, amount) {
      const pool = poolOf(origin, connections);
      const times: number[] = [];
      const before = readCpu(workers);
      const startedAt = performance.now();
      let left = 'requests' in amount ? amount.requests : Number.POSITIVE_INFINITY;
      const end = 'milliseconds' in amount ? startedAt + amount.milliseconds : Number.POSITIVE_INFINITY;
      const keepAsking = async () => {
        while (left-- > 0 && performance.now() < end) {
          const { path, method = 'GET', headers, body, check } = next();
          const sentAt = performance.now();
          const response = await pool.request({ path, method, headers, body });
          const answer = {
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.from(await response.body.arrayBuffer()),
          };
          times.push(performance.now() - sentAt);
          const problem = check(answer);
          if (problem) throw new Error(`${method} ${origin}${path}: ${problem}`);
        }
      };
      await Promise.all(Array.from({ length: connections }, keepAsking));
      const requestsPerSecond = (times.length / (performance.now() - startedAt)) * 1000;
      const after = readCpu(workers);
      const each = (part: keyof Cpu) => ((after?.[part] ?? 0) - (before?.[part] ?? 0)) / times.length;
      return {
        requestsPerSecond,
        milliseconds: median(times),
        cpu: after && { server: each('server'), endpoint: each('endpoint'), postgres: each('postgres') },
      };
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

/** The middle of some numbers, or the mean of the two in the middle. NaN for none. */
export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const pair = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((pair[0] ?? Number.NaN) + (pair[1] ?? Number.NaN)) / 2;
}
