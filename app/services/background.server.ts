import type { SystemContext } from '~/load-context.ts';

/**
 * Does work after the answer was sent, kept alive by the Worker. A failure is logged under the request's id and told
 * to nobody.
 * @param name  of the work, for the log
 */
export function runInBackground(context: SystemContext, name: string, work: () => Promise<unknown>): void {
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
