/** The request that work belongs to, and the function that keeps the Worker alive for it. */
export interface Background {
  requestId: string;
  waitUntil: (work: Promise<unknown>) => void;
}

/**
 * Does work after the answer was sent, kept alive by the Worker. A failure is logged under the request's id and nobody
 * is told of it.
 * @param name  the name of the work in the log
 */
export function runInBackground(context: Background, name: string, work: () => Promise<unknown>): void {
  const run = async () => {
    try {
      await work();
    } catch (error) {
      console.error(
        JSON.stringify({
          requestId: context.requestId,
          work: name,
          error: error instanceof Error ? error.stack : String(error),
        }),
      );
    }
  };
  context.waitUntil(run());
}
