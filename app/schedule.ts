import { dailyCron } from './daily-cron.ts';
import type { SystemContext } from './load-context.ts';
import { forgetCounts } from './modules/accounts/limited-uses.server.ts';
import { removeOldReceipts } from './modules/expenses/receipts/old-receipts.server.ts';
import { makeDueExpenses } from './modules/expenses/recurring/make-due.server.ts';
import { generateDueReports } from './modules/expenses/reports/generation.server.ts';
import { sweepFiles } from './modules/file-sweep.server.ts';
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
  { name: 'counts of the past', run: forgetCounts },
  // Behind the others, because they queue mail.
  { name: 'mail', run: deliverDueMail },
  // Last, because its receivers may be slow.
  { name: 'webhooks of alerts', run: deliverWebhooks },
];

/** Tasks of once a day: they look through more than every five minutes would pay for. */
const dailyTasks: Task[] = [
  { name: 'old receipts', run: removeOldReceipts },
  { name: 'files without rows', run: sweepFiles },
  { name: 'secrets of webhooks', run: resealWebhookSecrets },
];

/** Runs every task of a cron trigger, one after the other; one that fails is logged and does not keep the others from running. */
export async function runSchedule(context: SystemContext, cron?: string): Promise<void> {
  for (const { name, run } of cron === dailyCron ? dailyTasks : tasks) {
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
