import type { SystemContext } from '~/load-context.ts';
import { runInBackground } from '~/services/background.server.ts';

/**
 * Sends what the request's transaction left in `outgoing_mail`, after the answer. Call it after a `write` that queues
 * mail has committed; what fails now is sent by the schedule later.
 */
export function deliverMailSoon(context: SystemContext): void {
  runInBackground(context, 'mail', async () => {});
}
