import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { ModulePage, ModuleSection } from '~/components/layout/module-layout.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import {
  listExpensesByCategory,
  listLatestExpenses,
  summarizeExpenses,
} from '~/modules/expenses/overview/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { toWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle(expenses.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const [, { summarized, categories, latest }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      summarized: summarizeExpenses(handle),
      categories: listExpensesByCategory(handle),
      latest: listLatestExpenses(handle),
    })),
  ]);
  const [summary] = summarized;
  if (!summary) throw notFound();
  return { summary, categories, latest };
}

export default function ExpensesPage() {
  const { summary, categories, latest } = useLoaderData<typeof loader>();
  return (
    <ModulePage module={expenses} description={`The expenses of your organization in the tax year ${summary.taxYear}.`}>
      <KeyFigures
        figures={[
          { label: 'Spent', value: <Money cents={summary.total} /> },
          { label: summary.count === 1 ? 'Expense' : 'Expenses', value: summary.count },
          { label: 'To be decided', value: summary.undecided },
        ]}
      />
      <ModuleSection title={`By category in ${summary.taxYear}`} isEmpty={categories.length === 0}>
        <Table caption="Expenses by category">
          <thead>
            <tr>
              <th scope="col">Category</th>
              <th scope="col" className="number">
                Expenses
              </th>
              <th scope="col" className="number">
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {categories.map(({ category, currency, count, total }) => (
              <tr key={`${category} ${currency}`}>
                <th scope="row">{category}</th>
                <td className="number">{count}</td>
                <td className="number">
                  <Money cents={total} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ModuleSection>
      <ModuleSection title="Latest expenses" isEmpty={latest.length === 0}>
        <Table caption="Latest expenses">
          <thead>
            <tr>
              <th scope="col">Merchant</th>
              <th scope="col">Date</th>
              <th scope="col" className="max-sm:hidden">
                Category
              </th>
              <th scope="col" className="max-sm:hidden">
                Status
              </th>
              <th scope="col" className="number">
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {latest.map((expense) => (
              <tr key={expense.id}>
                <th scope="row">{expense.merchant}</th>
                <td className="whitespace-nowrap">
                  <Day date={expense.date} />
                </td>
                <td className="max-sm:hidden">{expense.category}</td>
                <td className="max-sm:hidden">
                  <Tag>{toWords(expense.status)}</Tag>
                </td>
                <td className="number">
                  <Money cents={expense.amount} currency={expense.currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ModuleSection>
    </ModulePage>
  );
}
