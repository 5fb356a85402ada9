import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { IncomeForm, writeIncome } from '~/modules/expenses/income/form.tsx';
import { findIncome, listProperties } from '~/modules/expenses/income/queries.server.ts';
import { answerIncomeForm } from '~/modules/expenses/income/save.server.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { today as readToday } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [writeTitle(data ? 'Income' : 'Income not found')];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.id);
  const [visitor, { found, properties }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ found: findIncome(handle, id), properties: listProperties(handle) })),
  ]);
  const [income] = found;
  if (!income) throw notFound();
  return { income, properties, today: readToday(), mayWrite: visitor.mayWrite };
}

export function action(args: ActionFunctionArgs) {
  return answerIncomeForm(args, requireId(args.params.id));
}

export default function IncomeEntryPage() {
  const { income, properties, today, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  const mayChange = mayWrite && !income.isClosed;
  return (
    <>
      <Breadcrumbs links={[{ href: '/expenses/income', label: 'Income' }]} current={income.payer} />
      <PageHeader
        title={income.payer}
        description={
          <>
            {`${formatMoney(income.amount)} on `}
            <Day date={income.date} />
          </>
        }
        actions={
          mayChange && (
            <Confirmation
              id="delete-income"
              label="Delete"
              title="Delete this income?"
              confirmLabel={`Delete ${formatMoney(income.amount)}`}
              fields={{ intent: 'delete', id: income.id }}
            >
              <p>{`It is taken out of the books of ${income.taxYear}. It cannot be brought back.`}</p>
            </Confirmation>
          )
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {income.isClosed && (
        <Notice title={`${income.taxYear} is closed`}>
          <p>This entry stays as it is until the year is reopened.</p>
        </Notice>
      )}
      <Card className="p-5">
        <IncomeForm
          values={typed?.intent === 'save' ? typed : writeIncome(income)}
          errors={answer?.error}
          properties={properties}
          today={today}
          button="Save"
          isReadOnly={!mayChange}
        />
      </Card>
    </>
  );
}
