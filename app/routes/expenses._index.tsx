import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { listCategoryChoices, listPayeeChoices } from '~/modules/expenses/choices.server.ts';
import { BulkBar } from '~/modules/expenses/ledger/bulk-bar.tsx';
import { changeExpenses } from '~/modules/expenses/ledger/commands.server.ts';
import { ExpenseFilterForm } from '~/modules/expenses/ledger/filter-form.tsx';
import {
  countFilters,
  cursorBehind,
  type ExpenseFilters,
  expensesAddress,
  expensesPerPage,
  parseExpenseFilters,
} from '~/modules/expenses/ledger/filters.ts';
import { tellBulkChange } from '~/modules/expenses/ledger/outcomes.ts';
import { listExpenses, listSpenders, sumMonths, totalExpenses } from '~/modules/expenses/ledger/queries.server.ts';
import { bulkSchema } from '~/modules/expenses/ledger/schema.ts';
import { ExpenseTable } from '~/modules/expenses/ledger/table.tsx';
import { Totals } from '~/modules/expenses/ledger/totals.tsx';
import { YearFigures } from '~/modules/expenses/ledger/year-figures.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import { listPropertyChoices } from '~/modules/expenses/properties/choices.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedList, readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle(expenses.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const filters = parseExpenseFilters(new URL(args.request.url).searchParams);
  const [visitor, { listed, totaled, months, members, ...choices }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      listed: listExpenses(handle, filters),
      totaled: totalExpenses(handle, filters),
      months: sumMonths(handle),
      categories: listCategoryChoices(handle),
      properties: listPropertyChoices(handle),
      payees: listPayeeChoices(handle),
      members: listSpenders(handle),
    })),
  ]);
  const [totals] = totaled;
  const year = months[0]?.year;
  if (!totals || !year) throw notFound();
  const { rows, last } = cutPage(listed, expensesPerPage);
  const { mayWrite, role } = visitor;
  return {
    filters,
    rows,
    next: last && cursorBehind(last, filters.sort),
    totals,
    year,
    months,
    choices: { ...choices, members: role === 'MEMBER' ? [] : members },
    mayWrite,
    decides: mayWrite && (role === 'OWNER' || role === 'ADMIN'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const form = await parseForm(request, bulkSchema);
  if (!form.ok) return form.answer;
  const { viewer, counts } = await context.database.write((handle) => ({ counts: changeExpenses(handle, form.value) }));
  requireViewer(viewer, request);
  const { message, isWhole, isRefused } = tellBulkChange(form.value.act, counts);
  if (isRefused) return form.refuse(message, 409);
  // Back to the same selection, where the ticks were.
  const address = expensesAddress('/expenses', parseExpenseFilters(new URL(request.url).searchParams));
  return redirectWithToast(context, address, isWhole ? message : { kind: 'notice', message: message.slice(0, 500) });
}

/** Where the form of the list is sent: to this page and not to the layout around it, which has the same path. */
function actionAddress(filters: ExpenseFilters): string {
  const address = expensesAddress('/expenses', filters);
  return `${address}${address.includes('?') ? '&' : '?'}index`;
}

export default function ExpensesPage() {
  const { filters, rows, next, totals, year, months, choices, mayWrite, decides } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isFiltered = countFilters(filters) > 0;
  const first = expensesAddress('/expenses', { ...filters, before: null });
  const table = (
    <ExpenseTable
      rows={rows}
      mayTick={mayWrite}
      ticked={answer && readTypedList(answer, 'rows')}
      showsMembers={choices.members.length > 0}
    />
  );
  return (
    <>
      <Breadcrumbs links={[{ href: '/my-tools', label: 'My tools' }]} current={expenses.unlockedBy.title} />
      <PageHeader
        title={expenses.unlockedBy.title}
        actions={
          <>
            {totals.count + totals.rejected > 0 && (
              <LinkButton href={expensesAddress('/expenses.csv', { ...filters, before: null })}>
                Download CSV
              </LinkButton>
            )}
            {mayWrite && (
              <LinkButton variant="primary" href="/expenses/new">
                Add expense
              </LinkButton>
            )}
          </>
        }
      />
      <YearFigures year={year} months={months} />
      <ExpenseFilterForm
        filters={filters}
        choices={choices}
        years={Array.from({ length: year - 2018 }, (_, index) => year + 1 - index)}
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {rows.length === 0 ? (
        <EmptyState
          icon="receipt"
          title={filters.before ? 'Nothing further back' : isFiltered ? 'No expense matches' : 'No expenses yet'}
          actions={
            filters.before || isFiltered ? (
              <LinkButton href={filters.before ? first : '/expenses'}>
                {filters.before ? 'Back to the start' : 'Show all expenses'}
              </LinkButton>
            ) : (
              mayWrite && <LinkButton href="/expenses/new">Add expense</LinkButton>
            )
          }
        >
          {!isFiltered &&
            !filters.before &&
            'What the business spends appears here, with its receipts and what taxes count of it.'}
        </EmptyState>
      ) : (
        <>
          <Totals totals={totals} />
          {mayWrite ? (
            <OrganizationForm action={actionAddress(filters)} className="flex flex-col gap-4">
              {table}
              <BulkBar
                decides={decides}
                categories={choices.categories}
                properties={choices.properties}
                typed={answer && readTypedTexts(answer)}
                errors={answer?.error ?? undefined}
              />
            </OrganizationForm>
          ) : (
            table
          )}
        </>
      )}
      <Steps
        label="Pages of expenses"
        back={filters.before !== null && { href: first, label: 'Back to the start' }}
        next={next ? { href: expensesAddress('/expenses', { ...filters, before: next }), label: 'Next' } : false}
      />
    </>
  );
}
