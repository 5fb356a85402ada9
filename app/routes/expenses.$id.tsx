import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { listCategoryChoices, listPayeeChoices } from '~/modules/expenses/choices.server.ts';
import { ExpenseActions } from '~/modules/expenses/entry/actions.tsx';
import { deleteExpense, recordRefund, saveExpense } from '~/modules/expenses/entry/commands.server.ts';
import { ExpenseDetails, ExpenseStanding, RelatedExpenses } from '~/modules/expenses/entry/details.tsx';
import { DuplicateNotice } from '~/modules/expenses/entry/duplicates.tsx';
import { ExpenseFields } from '~/modules/expenses/entry/fields.tsx';
import { tellHistory } from '~/modules/expenses/entry/history.ts';
import { HistoryList } from '~/modules/expenses/entry/history-list.tsx';
import { explainUndeleted, explainUnrefunded, explainUnsaved } from '~/modules/expenses/entry/outcomes.ts';
import {
  findExpense,
  listDuplicates,
  listHistory,
  listRelatedExpenses,
} from '~/modules/expenses/entry/queries.server.ts';
import { RefundForm } from '~/modules/expenses/entry/refund-form.tsx';
import { expenseCommandSchema } from '~/modules/expenses/entry/schema.ts';
import { tellSaved } from '~/modules/expenses/entry/told.ts';
import { writeEntry } from '~/modules/expenses/entry/values.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listPropertyChoices } from '~/modules/expenses/properties/choices.server.ts';
import { AddReceipts } from '~/modules/expenses/receipts/add-form.tsx';
import { ReceiptList } from '~/modules/expenses/receipts/list.tsx';
import { listReceipts, listSameReceipts } from '~/modules/expenses/receipts/queries.server.ts';
import { listVehiclesToPick } from '~/modules/expenses/vehicles/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { today } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data?.expense.merchant ?? 'Expense not found', expenses.unlockedBy.title),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.id);
  const [visitor, { found, related, duplicates, history, receipts, same, categories, properties, payees, vehicles }] =
    await Promise.all([
      requireModule(args, expenses),
      args.context.database.read((handle) => ({
        found: findExpense(handle, id),
        related: listRelatedExpenses(handle, id),
        duplicates: listDuplicates(handle, id),
        history: listHistory(handle, id),
        receipts: listReceipts(handle, id),
        same: listSameReceipts(handle, id),
        categories: listCategoryChoices(handle, id),
        properties: listPropertyChoices(handle),
        payees: listPayeeChoices(handle),
        vehicles: listVehiclesToPick(handle),
      })),
    ]);
  const [expense] = found;
  if (!expense) throw notFound();
  const isManager = visitor.role === 'OWNER' || visitor.role === 'ADMIN';
  const mayChange = visitor.mayWrite && !expense.isClosed && (isManager || expense.status !== 'APPROVED');
  const refunded = related
    .filter(({ relation, status }) => relation === 'refund' && status !== 'REJECTED')
    .reduce((sum, { amount }) => sum + amount, 0);
  const isWhole = expense.miles === null && expense.refundOf === null;
  return {
    expense,
    related,
    duplicates,
    history: [
      { occurredAt: expense.createdAt.toISOString(), actor: expense.member, events: ['Entered'] },
      ...tellHistory(history),
    ],
    receipts,
    same,
    /** The parts of a split have the receipts of the first one. */
    receiptsOf: expense.splitId ?? expense.id,
    choices: { categories, properties, payees, vehicles },
    mayWrite: visitor.mayWrite,
    mayChange,
    maySplit: mayChange && isWhole && refunded === 0,
    /** Cents that can still come back; 0 where nothing can. */
    left:
      visitor.mayWrite && isWhole && !expense.isRefund && expense.status !== 'REJECTED' ? expense.amount - refunded : 0,
    refundId: crypto.randomUUID(),
    today: today(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context, params } = args;
  const id = requireId(params.id);
  const form = await parseForm(request, expenseCommandSchema);
  if (!form.ok) return form.answer;
  const { value: command, refuse } = form;
  const refuseOr404 = (problem: string | Record<string, string> | null) => {
    if (problem === null) throw notFound();
    return refuse(problem, 409);
  };
  if (command.intent === 'delete') {
    const { viewer, done } = await context.database.write((handle) => ({
      done: deleteExpense(handle, id, command.version),
    }));
    requireViewer(viewer, request);
    const outcome = done[0]?.outcome ?? 'NOT_FOUND';
    if (outcome === 'DELETED') return redirectWithToast(context, '/expenses', 'The expense is deleted.');
    return refuseOr404(explainUndeleted(outcome));
  }
  if (command.intent === 'refund') {
    const { viewer, done } = await context.database.write((handle) => ({ done: recordRefund(handle, id, command) }));
    requireViewer(viewer, request);
    const { outcome, leftToRefund } = done[0] ?? { outcome: 'NOT_FOUND', leftToRefund: null };
    if (outcome === 'RECORDED') {
      const message = `A refund of ${formatMoney(command.refundAmount)} is recorded.`;
      return redirectWithToast(context, `/expenses/${id}`, message);
    }
    return refuseOr404(explainUnrefunded(outcome, formatMoney(Number(leftToRefund ?? 0))));
  }
  const { intent, version, ...entry } = command;
  const { viewer, done } = await context.database.write((handle) => ({
    done: saveExpense(handle, id, version, entry),
  }));
  requireViewer(viewer, request);
  const { outcome, status, percentLimit } = done[0] ?? { outcome: 'NOT_FOUND', status: null, percentLimit: null };
  if (outcome === 'SAVED') {
    const address = intent === 'save' ? `/expenses/${id}` : '/expenses/new';
    return redirectWithToast(context, address, tellSaved(entry, status));
  }
  return refuseOr404(explainUnsaved(outcome, percentLimit));
}

export default function ExpensePage() {
  const {
    expense,
    related,
    duplicates,
    history,
    receipts,
    same,
    receiptsOf,
    choices,
    mayWrite,
    mayChange,
    maySplit,
    left,
    refundId,
    today,
  } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  const isRefundTyped = typed?.intent === 'refund';
  const isEntryTyped = typed?.intent === 'save' || typed?.intent === 'save-and-add';
  const mayEdit = mayChange && expense.miles === null;
  const version = String(expense.version);
  return (
    <>
      <Breadcrumbs links={[{ href: '/expenses', label: 'Expenses' }]} current={expense.merchant} />
      <PageHeader
        title={expense.merchant}
        description={
          <>
            {expense.isRefund ? 'Refund of ' : ''}
            <Money cents={expense.amount} />
            {expense.isImported && ', imported'}
            {expense.recurringId && ', recurring'}
          </>
        }
        actions={mayWrite && <ExpenseActions expense={expense} maySplit={maySplit} mayDelete={mayChange} />}
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {expense.isClosed && (
        <Notice title="Its tax year is closed">
          <p>Nothing of it changes until an owner or admin reopens the year.</p>
        </Notice>
      )}
      <DuplicateNotice duplicates={duplicates} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {mayEdit ? (
            <Card>
              <OrganizationForm className="flex flex-col gap-5">
                <input type="hidden" name="version" value={version} />
                <ExpenseFields
                  key={version}
                  values={isEntryTyped ? typed : writeEntry(expense)}
                  errors={isEntryTyped ? (answer?.error ?? undefined) : undefined}
                  choices={choices}
                  expenseId={expense.id}
                  followsExpense={expense.refundOf !== null}
                />
                <div className="flex flex-wrap gap-2">
                  <Button variant="primary" name="intent" value="save">
                    Save
                  </Button>
                  <Button name="intent" value="save-and-add">
                    Save and add another
                  </Button>
                </div>
              </OrganizationForm>
            </Card>
          ) : (
            <ExpenseDetails expense={expense} />
          )}
          {expense.miles !== null && (
            <p className="text-muted">
              This is a trip. Change it under{' '}
              <a href="/expenses/mileage" className="link">
                Mileage
              </a>
              .
            </p>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <ExpenseStanding expense={expense} />
          <section id="receipts" className="flex flex-col gap-3">
            <h2>Receipts</h2>
            <ReceiptList receipts={receipts} same={same} mayChange={mayChange} />
            {mayChange && <AddReceipts expenseId={receiptsOf} />}
          </section>
          <RelatedExpenses related={related} />
          {left > 0 && (
            <RefundForm
              refundId={refundId}
              left={left}
              today={today}
              typed={isRefundTyped ? typed : undefined}
              errors={isRefundTyped ? (answer?.error ?? undefined) : undefined}
            />
          )}
          <section className="flex flex-col gap-3">
            <h2>History</h2>
            <HistoryList lines={history} />
          </section>
        </div>
      </div>
    </>
  );
}
