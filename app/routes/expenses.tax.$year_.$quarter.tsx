import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { PrintPage } from '~/components/layout/print-page.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import { quarters } from '~/modules/expenses/tax/due-dates.ts';
import { explainQuarter } from '~/modules/expenses/tax/explain-quarter.ts';
import { LineTable } from '~/modules/expenses/tax/line-table.tsx';
import { noWhatIf } from '~/modules/expenses/tax/plan.ts';
import { showQuarters } from '~/modules/expenses/tax/quarters-shown.ts';
import { readTaxYear } from '~/modules/expenses/tax/queries.server.ts';
import { TaxNotices } from '~/modules/expenses/tax/tax-notices.tsx';
import { planTaxYear, sumPayments } from '~/modules/expenses/tax/tax-year.server.ts';
import { notComputed, quarterNames } from '~/modules/expenses/tax/words.ts';
import { parseTaxYear } from '~/modules/expenses/tax/years.ts';
import { PaymentTable } from '~/modules/expenses/tax-payments/payment-table.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { today as readToday } from '~/utils/dates.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data?.shown ? `${quarterNames[data.shown.quarter]} of ${data.year}` : 'Quarter not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const { request, context, params } = args;
  const today = readToday();
  const year = parseTaxYear(params.year);
  const quarter = quarters.find((number) => String(number) === params.quarter);
  if (year === undefined || quarter === undefined) throw notFound();
  const [visitor, rows] = await Promise.all([
    requireModule(args, expenses),
    context.database.read((handle) => readTaxYear(handle, year)),
  ]);
  if (!visitor.seesRestricted) throw notFound();
  const taxYear = planTaxYear(year, rows, today, noWhatIf);
  const { estimate, saved, isClosed, standing, isEstimated } = taxYear;
  const kept = isClosed ? saved : null;
  const keptLines = kept?.quarterLines[quarter - 1] ?? [];
  const shown = showQuarters(
    year,
    kept?.instalments ?? estimate.instalments,
    sumPayments(rows.payments).quarters,
    today,
  ).find((one) => one.quarter === quarter);
  return {
    year,
    organization: visitor.organization.name,
    shown,
    lines: keptLines.length > 0 ? keptLines : explainQuarter(estimate, quarter),
    payments: rows.payments.filter((payment) => payment.quarter === quarter && payment.jurisdiction === 'FEDERAL'),
    savedAt: saved?.calculatedAt.toISOString() ?? null,
    isClosed,
    standing,
    isEstimated,
    isProvisional: estimate.isProvisional,
    figuresYear: estimate.figures.year,
    hasSettings: rows.settings.length > 0,
    state: rows.settings[0]?.state ?? null,
    // The state's tax has no quarters.
    stateRateIsKnown: true,
    print: new URL(request.url).searchParams.has('print'),
  };
}

export default function TaxQuarterPage() {
  const data = useLoaderData<typeof loader>();
  const { year, shown, lines, payments, isEstimated } = data;
  if (!shown) return null;
  const address = `/expenses/tax/${year}/${shown.quarter}`;
  const title = `${quarterNames[shown.quarter]} of ${year}`;
  const content = (
    <>
      <TaxNotices {...data} />
      {isEstimated && (
        <>
          <KeyFigures
            figures={[
              { label: 'Due', value: <Day date={shown.dueOn} /> },
              { label: 'Owed', value: <Money cents={shown.owed} /> },
              { label: 'Paid', value: <Money cents={shown.paid} /> },
              { label: 'Shortfall', value: <Money cents={shown.shortfall} /> },
            ]}
          />
          <Card className="paper flex flex-col gap-4 p-5 sm:p-6">
            <div>
              <h2>Federal instalment of <bdi>{data.organization}</bdi></h2>
              <p className="mt-1 text-muted">
                {'The period is '}
                <Day date={shown.start} /> to <Day date={shown.end} />. What was paid for an earlier quarter beyond its
                instalment counts for this one.
              </p>
            </div>
            <LineTable caption={title} lines={lines} />
          </Card>
          {payments.length > 0 && <PaymentTable payments={payments} mayWrite={false} />}
          <p className="max-w-prose text-pretty text-muted">{`Not computed: ${notComputed}`}</p>
        </>
      )}
    </>
  );
  if (data.print) {
    return (
      <PrintPage back={address} backLabel="Back to the quarter">
        <div className="flex flex-col gap-6">
          <h1>{title}</h1>
          {content}
        </div>
      </PrintPage>
    );
  }
  return (
    <>
      <Breadcrumbs
        links={[
          { href: `/expenses/tax?year=${year}`, label: 'Taxes' },
          { href: `/expenses/tax/${year}`, label: String(year) },
        ]}
        current={quarterNames[shown.quarter]}
      />
      <PageHeader
        title={title}
        description="The instalment line by line, with its rule, its values and its source."
        actions={
          <LinkButton href={`${address}?print`}>
            <Icon name="printer" className="icon size-4" />
            Print
          </LinkButton>
        }
      />
      {content}
    </>
  );
}
