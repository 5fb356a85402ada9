import { callFunction } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { runInBackground } from '~/services/background.server.ts';
import { deliverWebhooks } from './webhooks.server.ts';

/** Organizations that one run of the schedule judges; it runs twelve times an hour. */
const organizationsAtOnce = 200;

/**
 * Judges the alerts of organizations that were not judged by the schedule for an hour, each in a transaction of its own: one that
 * fails is logged and keeps no other from being judged.
 */
export async function judgeDueAlerts({ database, requestId }: Pick<SystemContext, 'database' | 'requestId'>) {
  const { due } = await database.write((handle) => ({
    due: callFunction(handle, 'list_organizations_to_judge', { limit: organizationsAtOnce }),
  }));
  const sum = { organizations: due.length, events: 0, failed: 0 };
  for (const { organizationId } of due) {
    try {
      const { judged } = await database.write((handle) => ({
        judged: callFunction(handle, 'judge_due_alerts', { organizationId }),
      }));
      sum.events += judged[0]?.value ?? 0;
    } catch (error) {
      sum.failed += 1;
      console.error(JSON.stringify({ requestId, task: 'alerts', organizationId, error: String(error) }));
    }
  }
  return sum;
}

/** Alerts whose digests are sent in one transaction, and how many of those one run of the schedule does. */
const digestsAtOnce = 100;
const mostBatches = 20;

/** Queues the digests that are due. Says how many alerts had one. */
export async function sendDueDigests({ database }: Pick<SystemContext, 'database'>): Promise<number> {
  let sent = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const { done } = await database.write((handle) => ({
      done: callFunction(handle, 'send_due_digests', { limit: digestsAtOnce }),
    }));
    const count = done[0]?.value ?? 0;
    sent += count;
    if (count < digestsAtOnce) break;
  }
  return sent;
}

/** Sends what alerts left to be sent, after the answer. What fails now is for the schedule. */
export function deliverAlertsSoon(context: SystemContext): void {
  deliverMailSoon(context);
  runInBackground(context, 'webhooks of alerts', () => deliverWebhooks(context.asNobody()));
}
