import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'undici';
import { z } from 'zod';

/** Looks at what a Worker keeps in memory, several times a second. */
export interface HeapWatch {
  /** Does some work, and says the most that was in use at once meanwhile, with garbage that was not collected yet. */
  during<Result>(work: () => Promise<Result>): Promise<{ result: Result; mostBytes: number }>;
  close(): void;
}

const millisecondsBetweenLooks = 200;

const message = z.object({ id: z.number(), result: z.unknown(), error: z.object({ message: z.string() }).optional() });
const heapUsage = z.object({ usedSize: z.number(), backingStorageSize: z.number().default(0) });

/**
 * Opens a Worker's inspector, which counts its objects and the buffers that they keep outside the heap.
 * @param inspector  address of the Worker's inspector, as Miniflare gives it
 */
export async function watchHeap(inspector: URL): Promise<HeapWatch> {
  const socket = new WebSocket(inspector);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error(`No inspector answers at ${inspector}.`)), { once: true });
  });
  const waiting = new Map<number, (answer: z.infer<typeof message>) => void>();
  socket.addEventListener('message', ({ data }) => {
    const parsed = message.safeParse(JSON.parse(String(data)));
    if (parsed.success) waiting.get(parsed.data.id)?.(parsed.data);
  });
  let lastId = 0;
  async function ask(method: string): Promise<unknown> {
    const id = ++lastId;
    const answered = new Promise<z.infer<typeof message>>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method }));
    const { result, error } = await answered;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }
  async function weigh(): Promise<number> {
    const { usedSize, backingStorageSize } = heapUsage.parse(await ask('Runtime.getHeapUsage'));
    return usedSize + backingStorageSize;
  }
  return {
    async during(work) {
      let mostBytes = await weigh();
      let isWorking = true;
      const looking = (async () => {
        while (isWorking) {
          mostBytes = Math.max(mostBytes, await weigh());
          await wait(millisecondsBetweenLooks);
        }
      })();
      try {
        const result = await work();
        return { result, mostBytes: Math.max(mostBytes, await weigh()) };
      } finally {
        isWorking = false;
        await looking;
      }
    },
    close: () => socket.close(),
  };
}
