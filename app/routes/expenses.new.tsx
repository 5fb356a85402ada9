import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { listCategoryChoices, listPayeeChoices } from '~/modules/expenses/choices.server.ts';
import { saveExpense } from '~/modules/expenses/entry/commands.server.ts';
import { ExpenseFields } from '~/modules/expenses/entry/fields.tsx';
import { explainUnsaved } from '~/modules/expenses/entry/outcomes.ts';
import { findExpense } from '~/modules/expenses/entry/queries.server.ts';
import { newExpenseSchema } from '~/modules/expenses/entry/schema.ts';
import { tellSaved } from '~/modules/expenses/entry/told.ts';
import { writeEntry } from '~/modules/expenses/entry/values.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listPropertyChoices } from '~/modules/expenses/properties/choices.server.ts';
import { addReceipts } from '~/modules/expenses/receipts/commands.server.ts';
import { listFilledFields, ReceiptFields } from '~/modules/expenses/receipts/fields.tsx';
import { receiveReceipts, settleReceipts } from '~/modules/expenses/receipts/receive.server.ts';
import { listVehiclesToPick } from '~/modules/expenses/vehicles/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { today } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { takesFiles: true } satisfies RouteHandle;
export const meta = pageTitle('Add expense', expenses.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const from = new URL(args.request.url).searchParams.get('from');
  const sourceId = from === null ? null : requireId(from);
  const [visitor, { source, ...choices }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      categories: listCategoryChoices(handle),
      properties: listPropertyChoices(handle),
      payees: listPayeeChoices(handle),
      vehicles: listVehiclesToPick(handle),
      source: findExpense(handle, sourceId),
    })),
  ]);
  if (!visitor.mayWrite) throw notFound();
  const [copied] = source;
  if (sourceId && !copied) throw notFound();
  return {
    id: crypto.randomUUID(),
    choices,
    // A copy is of today: what is entered twice on one day would only be a duplicate.
    values: copied ? { ...writeEntry(copied), date: today() } : { date: today() },
  };
}

export async function action(args: ActionFunctionArgs) {
  const receipts = await receiveReceipts(args, { fill: { merchant: 'merchant', date: 'date', total: 'amount' } });
  if (!receipts.ok) return receipts.answer;
  const form = await parseForm(args.request, newExpenseSchema);
  if (!form.ok) return form.answer;
  const { intent, id, ...entry } = form.value;
  const { viewer, saved, added } = await args.context.database.write((handle) => ({
    saved: saveExpense(handle, id, null, entry),
    added: addReceipts(handle, id, receipts.files),
  }));
  requireViewer(viewer, args.request);
  const [done] = saved;
  if (!done) throw notFound();
  if (done.outcome === 'SAVED') {
    const unadded = await settleReceipts(args.context, receipts, added);
    const message = tellSaved(entry, done.status);
    if (unadded.length > 0)
      return redirectWithToast(args.context, `/expenses/${id}`, {
        kind: 'notice',
        message: `${message} ${unadded.join(' ')}`.slice(0, 500),
      });
    return redirectWithToast(args.context, intent === 'save' ? `/expenses/${id}` : '/expenses/new', message);
  }
  const problem = explainUnsaved(done.outcome, done.percentLimit);
  if (problem === null) throw notFound();
  return form.refuse(problem, 409);
}

export default function NewExpensePage() {
  const { id, choices, values } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  const filled = listFilledFields(answer?.initialValue);
  return (
    <>
      <Breadcrumbs links={[{ href: '/expenses', label: 'Expenses' }]} current="Add expense" />
      <PageHeader title="Add expense" />
      <ErrorSummary errors={answer?.error} title="Nothing was saved" />
      <Card className="max-w-3xl p-5">
        <OrganizationForm encType="multipart/form-data" data-upload="" className="flex flex-col gap-5">
          <input type="hidden" name="id" value={typed?.id ?? id} />
          <ExpenseFields values={typed ?? values} errors={answer?.error ?? undefined} choices={choices} />
          <ReceiptFields typed={answer?.initialValue} />
          {filled.length > 0 && <p>{`Read from the receipt: ${filled.join(', ')}. Check it before you save.`}</p>}
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
    </>
  );
}
