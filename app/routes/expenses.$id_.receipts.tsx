import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import { AddReceipts } from '~/modules/expenses/receipts/add-form.tsx';
import { addReceipts } from '~/modules/expenses/receipts/commands.server.ts';
import { receiptsField } from '~/modules/expenses/receipts/limits.ts';
import { ReceiptList } from '~/modules/expenses/receipts/list.tsx';
import {
  findReceiptRoom,
  findReceiptSubject,
  listReceipts,
  listSameReceipts,
} from '~/modules/expenses/receipts/queries.server.ts';
import { receiveReceipts, settleReceipts } from '~/modules/expenses/receipts/receive.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { staleButton } from '~/services/form-values.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, takesFiles: true } satisfies RouteHandle;
export const meta = pageTitle('Receipts');

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.id);
  const [, { found, receipts, same, room }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      found: findReceiptSubject(handle, id),
      receipts: listReceipts(handle, id),
      same: listSameReceipts(handle, id),
      room: findReceiptRoom(handle, id),
    })),
  ]);
  const [expense] = found;
  if (!expense) throw notFound();
  const outcome = room[0]?.outcome ?? 'NOT_FOUND';
  return { expense, receipts, same, mayChange: outcome === 'OPEN' || outcome === 'TOO_OFTEN' };
}

const uploadSchema = z.object({ intent: z.literal('add-receipts', staleButton) });

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const id = requireId(args.params.id);
  const received = await receiveReceipts(args, { expenseId: id });
  if (!received.ok) return received.answer;
  const form = await parseForm(request, uploadSchema);
  if (!form.ok) return form.answer;
  const { files, problems } = received;
  if (files.length === 0) return refuse(problems.length > 0 ? problems : ['Choose at least one file.']);
  const { added } = await context.database.write((handle) => ({ added: addReceipts(handle, id, files) }));
  const unadded = await settleReceipts(context, received, added);
  if (unadded.length > 0) return refuse(unadded);
  const message = files.length === 1 ? 'The receipt was added.' : `${files.length} receipts were added.`;
  return redirectWithToast(context, `/expenses/${id}/receipts`, message);
}

/** The page with what was not added; what was is in its list. Files are chosen anew, so nothing is given back. */
function refuse(problems: string[]) {
  return data({ status: 'error' as const, error: { [receiptsField]: problems } }, { status: 400 });
}

export default function Receipts() {
  const { expense, receipts, same, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: `/expenses/${expense.id}`, label: expense.merchant },
        ]}
        current="Receipts"
      />
      <PageHeader
        title={`Receipts of ${expense.merchant}`}
        description={
          <>
            <Money cents={expense.amount} /> on <Day date={expense.date} />
          </>
        }
      />
      <ErrorSummary errors={answer?.error} title="Not every file was added" />
      <Card className="flex flex-col gap-5 p-5">
        <ReceiptList receipts={receipts} same={same} mayChange={mayChange} />
        {mayChange && <AddReceipts expenseId={expense.id} />}
      </Card>
    </>
  );
}
