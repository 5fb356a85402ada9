import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { changedMeanwhile, readEntry } from '~/modules/expenses/kept-entry.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { savePayee } from '~/modules/expenses/payees/commands.server.ts';
import { PayeeForm } from '~/modules/expenses/payees/payee-form.tsx';
import { forgetWholeTaxNumber, lastFourOnly, payeeSchema } from '~/modules/expenses/payees/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { giveBack, parseForm, readForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Add payee');

export async function loader(args: LoaderFunctionArgs) {
  const { mayWrite, role } = await requireModule(args, expenses);
  if (!mayWrite || role === 'MEMBER') throw notFound();
  return { entry: { id: crypto.randomUUID() } };
}

export async function action(args: ActionFunctionArgs) {
  const read = await readForm(args.request);
  if (read instanceof FormData && forgetWholeTaxNumber(read)) {
    return giveBack(read, { taxNumberLastFour: lastFourOnly }, 400);
  }
  const form = await parseForm(args.request, payeeSchema);
  if (!form.ok) return form.answer;
  await requireModule(args, expenses);
  const { saved } = await args.context.database.write((handle) => ({ saved: savePayee(handle, form.value) }));
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(args.context, '/expenses/payees', `${form.value.name} is added.`);
    case 'CHANGED':
      return form.refuse(changedMeanwhile, 409);
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function NewPayeePage() {
  const { entry } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: '/expenses/payees', label: 'Payees' },
        ]}
        current="Add payee"
      />
      <PageHeader title="Add payee" description="Somebody who is paid for services or rent and may get a Form 1099." />
      <ErrorSummary errors={answer?.error} title="The payee was not added" />
      <PayeeForm entry={readEntry(answer, entry)} errors={answer?.error} />
    </>
  );
}
