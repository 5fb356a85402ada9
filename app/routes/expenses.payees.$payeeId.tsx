import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { changedMeanwhile, readEntry } from '~/modules/expenses/kept-entry.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { archivePayee, savePayee } from '~/modules/expenses/payees/commands.server.ts';
import { keptPayee } from '~/modules/expenses/payees/entry.ts';
import { formLabels, sayDue } from '~/modules/expenses/payees/forms.tsx';
import { PayeeForm } from '~/modules/expenses/payees/payee-form.tsx';
import { findPayee } from '~/modules/expenses/payees/queries.server.ts';
import { forgetWholeTaxNumber, lastFourOnly, payeePageSchema } from '~/modules/expenses/payees/schema.ts';
import { YearFilter } from '~/modules/expenses/year-filter.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { giveBack, parseForm, readForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Payee');

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.payeeId);
  const year = readBookYear(new URL(args.request.url).searchParams.get('year'));
  const [{ mayWrite, role }, { found }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ found: findPayee(handle, id, year) })),
  ]);
  const [payee] = found;
  // A MEMBER sees only their own payments, which would be no payee's sum.
  if (!payee || role === 'MEMBER') throw notFound();
  return { payee, entry: keptPayee(payee), year, mayWrite };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.payeeId);
  const read = await readForm(args.request);
  if (read instanceof FormData && forgetWholeTaxNumber(read)) {
    return giveBack(read, { taxNumberLastFour: lastFourOnly }, 400);
  }
  const form = await parseForm(args.request, payeePageSchema);
  if (!form.ok) return form.answer;
  const { value } = form;
  if (value.intent === 'save' && (value.id !== id || value.version === null)) throw notFound();
  await requireModule(args, expenses);
  const { done } = await args.context.database.write((handle) => ({
    done: value.intent === 'save' ? savePayee(handle, value) : archivePayee(handle, id, value.intent === 'restore'),
  }));
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(args.context, '/expenses/payees', 'The payee is saved.');
    case 'ARCHIVED':
      return redirectWithToast(args.context, '/expenses/payees', 'The payee is archived. What they were paid stays.');
    case 'RESTORED':
      return redirectWithToast(args.context, `/expenses/payees/${id}`, 'The payee can be picked again.');
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

export default function PayeePage() {
  const { payee, entry, year, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: '/expenses/payees', label: 'Payees' },
        ]}
        current={payee.name}
      />
      <PageHeader
        title={payee.name}
        description={payee.isActive ? undefined : 'Archived: not picked any more.'}
        actions={
          mayWrite &&
          (payee.isActive ? (
            <Confirmation
              id="archive-payee"
              label="Archive"
              title={`Archive ${payee.name}?`}
              confirmLabel="Yes, archive"
              confirmVariant="primary"
              fields={{ intent: 'archive' }}
            >
              <p>They cannot be picked for an expense any more. What they were paid, and their forms, stay.</p>
            </Confirmation>
          ) : (
            <OrganizationForm>
              <input type="hidden" name="intent" value="restore" />
              <Button>Take back</Button>
            </OrganizationForm>
          ))
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <YearFilter action={`/expenses/payees/${payee.id}`} year={year} />
      <section className="flex flex-col gap-3">
        <h2>{`Paid in ${year}`}</h2>
        {payee.forms.length === 0 ? (
          <p className="text-muted">{`Nothing for services or rent that is approved, in ${year}.`}</p>
        ) : (
          payee.forms.map((form) => (
            <Card key={form.form}>
              <h3>{formLabels[form.form]}</h3>
              <DefinitionList
                entries={[
                  { term: 'By cash, check or transfer', details: <Money cents={form.paid - form.paidUnsaid} /> },
                  { term: 'Not said how, counted too', details: <Money cents={form.paidUnsaid} /> },
                  { term: 'By card or payment network, never counted', details: <Money cents={form.paidOtherwise} /> },
                  {
                    term: 'Threshold',
                    details: form.threshold === null ? 'Not published' : <Money cents={form.threshold} />,
                  },
                  { term: 'Form', details: sayDue(form) },
                ]}
              />
            </Card>
          ))
        )}
      </section>
      {mayWrite && (
        <section className="flex flex-col gap-4">
          <h2>Details</h2>
          <PayeeForm entry={readEntry(answer, entry)} errors={answer?.error} />
        </section>
      )}
    </>
  );
}
