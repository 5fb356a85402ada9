import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Card, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { listBookYears } from '~/modules/expenses/book-years.ts';
import { IncomeFilterForm } from '~/modules/expenses/income/filter-form.tsx';
import { incomeAddress, isFiltered, parseIncomeFilters } from '~/modules/expenses/income/filters.ts';
import { IncomeForm } from '~/modules/expenses/income/form.tsx';
import { incomePerPage, listIncome, listProperties, sumIncomeRows } from '~/modules/expenses/income/queries.server.ts';
import { answerIncomeForm } from '~/modules/expenses/income/save.server.ts';
import { IncomeTable } from '~/modules/expenses/income/table.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { today as readToday } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Income');

export async function loader(args: LoaderFunctionArgs) {
  const filters = parseIncomeFilters(new URL(args.request.url).searchParams);
  const today = readToday();
  const [visitor, { found, summed, properties }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      found: listIncome(handle, filters),
      summed: sumIncomeRows(handle, filters),
      properties: listProperties(handle),
    })),
  ]);
  const [sums] = summed;
  if (!visitor.seesRestricted || !sums) throw notFound();
  const { rows, last } = cutPage(found, incomePerPage);
  return {
    filters,
    rows,
    older: last ? { date: last.date, id: last.id } : null,
    sums,
    properties,
    years: listBookYears(),
    today,
    mayWrite: visitor.mayWrite,
    newId: crypto.randomUUID(),
  };
}

export function action(args: ActionFunctionArgs) {
  return answerIncomeForm(args);
}

export default function IncomePage() {
  const { filters, rows, older, sums, properties, years, today, mayWrite, newId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { before, ...conditions } = filters;
  const isNarrow = isFiltered(filters);
  const start = { id: newId, version: '0', date: today, kind: 'COMMISSION' };
  return (
    <>
      <PageHeader
        title="Income"
        description="Commissions, rents and what else the business earned, on the day it came in. Only who may see taxes sees it."
        actions={
          sums.count > 0 && (
            <LinkButton href={incomeAddress('/expenses/income.csv', conditions)}>Download CSV</LinkButton>
          )
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was saved" />
      <KeyFigures
        figures={[
          { label: sums.count === 1 ? 'Entry' : 'Entries', value: sums.count.toLocaleString('en-US') },
          { label: 'Income', value: <Money cents={sums.amount} /> },
          { label: 'Of it rents of Schedule E', value: <Money cents={sums.rents} /> },
          { label: 'Withheld', value: <Money cents={sums.withheld} /> },
        ]}
      />
      {mayWrite && (
        <Card className="flex flex-col gap-4 p-5">
          <h2>Add income</h2>
          <IncomeForm
            values={answer ? readTypedTexts(answer) : start}
            errors={answer?.error}
            properties={properties}
            today={today}
            button="Add income"
          />
        </Card>
      )}
      <IncomeFilterForm filters={filters} properties={properties} years={years} />
      {rows.length === 0 ? (
        <EmptyState
          icon="hand-coins"
          title={isNarrow || before ? 'No income matches' : 'No income yet'}
          actions={(isNarrow || before) && <LinkButton href="/expenses/income">Show all income</LinkButton>}
        >
          {isNarrow || before ? null : 'Add what came in: the estimate of the year is made of it.'}
        </EmptyState>
      ) : (
        <IncomeTable rows={rows} />
      )}
      <Steps
        label="Pages of income"
        back={before !== undefined && { href: incomeAddress('/expenses/income', conditions), label: 'Newest' }}
        next={
          older !== null && {
            href: incomeAddress('/expenses/income', { ...conditions, before: older }),
            label: 'Older',
          }
        }
      />
    </>
  );
}
