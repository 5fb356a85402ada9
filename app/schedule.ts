import { dailyCron } from './daily-cron.ts';
import type { SystemContext } from './load-context.ts';
import { minuteCron } from './minute-cron.ts';
import { applyRetention } from './modules/accounts/retention/apply.server.ts';
import { remindOfSecondFactors, resealFactors } from './modules/accounts/second-factors/upkeep.server.ts';
import { decideAbTests } from './modules/campaigns/ab-tests/due.server.ts';
import { workOnContactImports } from './modules/campaigns/contact-imports/due.server.ts';
import { publishDuePosts } from './modules/campaigns/publishing/due.server.ts';
import { makeDueRepeats } from './modules/campaigns/repeats/due.server.ts';
import { queueEmails, settleEmails, startEmails, wakeLanes } from './modules/campaigns/sending/minute.server.ts';
import { checkSendingDomains } from './modules/campaigns/sending-domains/due.server.ts';
import { resealDomainKeys } from './modules/campaigns/sending-domains/secrets.server.ts';
import { resealAccountCredentials } from './modules/campaigns/social-accounts/credentials.server.ts';
import { makeDueExpenses } from './modules/expenses/recurring/make-due.server.ts';
import { generateDueReports } from './modules/expenses/reports/generation.server.ts';
import { deliverDueMail } from './modules/mail/delivery.server.ts';
import { settleDueInvoices } from './modules/marketplace/invoices/due-invoices.server.ts';
import { closeOverduePayments, sendRefunds } from './modules/marketplace/orders/card-payments.server.ts';
import { settleDuePurchases } from './modules/marketplace/purchases/due-purchases.server.ts';
import { judgeDueAlerts, sendDueDigests } from './modules/reid/alerts/due-alerts.server.ts';
import { resealWebhookSecrets } from './modules/reid/alerts/secrets.server.ts';
import { deliverWebhooks } from './modules/reid/alerts/webhooks.server.ts';
import { workOnDueImports } from './modules/reid/imports/work.server.ts';
import { makeDueReports } from './modules/reid/reports/scheduled.server.ts';

/** A task of the schedule: safe to run twice, late or not at all, because the database knows what is due. */
interface Task {
  /** Its name in the log. */
  name: string;
  run: (context: SystemContext) => unknown;
}

const tasks: Task[] = [
  { name: 'due purchases', run: settleDuePurchases },
  {
    name: 'overdue card payments',
    run: (context) => context.payments && closeOverduePayments(context, context.payments),
  },
  { name: 'due invoices', run: settleDueInvoices },
  { name: 'card refunds', run: (context) => context.payments && sendRefunds(context, context.payments) },
  { name: 'recurring expenses', run: makeDueExpenses },
  { name: 'tax reports', run: generateDueReports },
  { name: 'imports of markets', run: workOnDueImports },
  { name: 'alerts', run: judgeDueAlerts },
  { name: 'digests of alerts', run: sendDueDigests },
  { name: 'market reports', run: makeDueReports },
  { name: 'imports of contacts', run: workOnContactImports },
  // Behind the others, because they queue mail.
  { name: 'mail', run: deliverDueMail },
  // Last, because its receivers may be slow.
  { name: 'webhooks of alerts', run: deliverWebhooks },
];

/** Tasks of once a day: they look through more than every five minutes would pay for. */
const dailyTasks: Task[] = [
  { name: 'retention', run: applyRetention },
  { name: 'secrets of webhooks', run: resealWebhookSecrets },
  { name: 'keys of sending domains', run: resealDomainKeys },
  { name: 'secrets of second factors', run: resealFactors },
  { name: 'reminders of second factors', run: remindOfSecondFactors },
  // Last, because DNS may be slow.
  { name: 'sending domains', run: checkSendingDomains },
  { name: 'credentials of social accounts', run: resealAccountCredentials },
];

/** Tasks of every minute, in their order: what makes, decides or queues emails comes before the lanes that send them. */
const minuteTasks: Task[] = [
  { name: 'repeats', run: makeDueRepeats },
  { name: 'posts', run: publishDuePosts },
  { name: 'due emails', run: startEmails },
  { name: 'recipients of emails', run: queueEmails },
  { name: 'tests of subjects', run: decideAbTests },
  { name: 'outcomes of emails', run: settleEmails },
  // Last, because without a queue it sends, which takes long.
  { name: 'lanes of emails', run: wakeLanes },
];

function listTasks(cron: string | undefined): Task[] {
  switch (cron) {
    case dailyCron:
      return dailyTasks;
    case minuteCron:
      return minuteTasks;
    default:
      return tasks;
  }
}

/** Runs every task of a cron trigger, one after the other; one that fails is logged and does not keep the others from running. */
export async function runSchedule(context: SystemContext, cron?: string): Promise<void> {
  for (const { name, run } of listTasks(cron)) {
    const startedAt = Date.now();
    const outcome = await Promise.resolve(context)
      .then(run)
      .then(
        (result) => ({ result }),
        (error: unknown) => ({ error: error instanceof Error ? error.stack : String(error) }),
      );
    console.log(
      JSON.stringify({ requestId: context.requestId, task: name, milliseconds: Date.now() - startedAt, ...outcome }),
    );
  }
}
