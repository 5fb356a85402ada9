import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { PrintPage } from '~/components/layout/print-page.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import { explainMethod } from '~/modules/expenses/tax/estimate-summary.tsx';
import { FormLineTable } from '~/modules/expenses/tax/form-line-table.tsx';
import { sumFormLines } from '~/modules/expenses/tax/form-lines.ts';
import { LineTable } from '~/modules/expenses/tax/line-table.tsx';
import { noWhatIf } from '~/modules/expenses/tax/plan.ts';
import { readTaxYear } from '~/modules/expenses/tax/queries.server.ts';
import { linkRows } from '~/modules/expenses/tax/row-links.ts';
import { TaxNotices } from '~/modules/expenses/tax/tax-notices.tsx';
import { planTaxYear } from '~/modules/expenses/tax/tax-year.server.ts';
import { notComputed } from '~/modules/expenses/tax/words.ts';
import { parseTaxYear } from '~/modules/expenses/tax/years.ts';
import { filingStatusLabels } from '~/modules/expenses/tax-settings/labels.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { today as readToday } from '~/utils/dates.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data ? `Estimate of ${data.year}` : 'Estimate not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const { request, context, params } = args;
  const today = readToday();
  const year = parseTaxYear(params.year);
  if (year === undefined) throw notFound();
  const [visitor, rows] = await Promise.all([
    requireModule(args, expenses),
    context.database.read((handle) => readTaxYear(handle, year)),
  ]);
  if (!visitor.seesRestricted) throw notFound();
  const taxYear = planTaxYear(year, rows, today, noWhatIf);
  const { estimate, saved, isClosed, standing, isEstimated } = taxYear;
  return {
    year,
    organization: visitor.organization.name,
    today,
    lines: (isClosed && saved?.lines) || taxYear.lines,
    formLines: sumFormLines(rows, estimate.months),
    period: linkRows(year, estimate.months).period,
    savedAt: saved?.calculatedAt.toISOString() ?? null,
    isClosed,
    standing,
    isEstimated,
    isProvisional: estimate.isProvisional,
    figuresYear: estimate.figures.year,
    figuresHash: taxYear.figuresHash,
    calculationVersion: estimate.calculationVersion,
    hasSettings: rows.settings.length > 0,
    state: rows.settings[0]?.state ?? null,
    stateRateIsKnown: estimate.inputs.stateRate !== null,
    filingStatus: estimate.inputs.filingStatus,
    method: rows.settings[0]?.calculationMethod ?? 'STANDARD',
    months: estimate.months,
    print: new URL(request.url).searchParams.has('print'),
  };
}

export default function TaxYearPage() {
  const data = useLoaderData<typeof loader>();
  const { year, lines, formLines, isEstimated } = data;
  const address = `/expenses/tax/${year}`;
  const title = `Estimate of ${year}`;
  const content = (
    <>
      <TaxNotices {...data} />
      {isEstimated && (
        <>
          <Card className="paper flex flex-col gap-4 p-5 sm:p-6">
            <div>
              <h2>Federal and state tax of <bdi>{data.organization}</bdi></h2>
              <p className="mt-1 text-muted">
                {`${filingStatusLabels[data.filingStatus]}, cash basis, calendar year ${year}. As of `}
                <Day date={data.today} />. {explainMethod(data.method, data.months)}
              </p>
            </div>
            <LineTable caption={title} lines={lines} />
          </Card>
          {formLines.length > 0 && (
            <Card className="paper flex flex-col gap-4 p-5 sm:p-6">
              <div>
                <h2>Expenses by line of the forms</h2>
                <p className="mt-1 text-muted">
                  {'Approved rows from '}
                  <Day date={data.period.from} /> to <Day date={data.period.to} />, before they are taken for the year.
                </p>
              </div>
              <FormLineTable lines={formLines} {...data.period} />
            </Card>
          )}
          <p className="max-w-prose text-pretty text-muted">{`Not computed: ${notComputed}`}</p>
          <p className="text-xs break-all text-muted">
            {`Figures of ${data.figuresYear}, digest ${data.figuresHash}. Calculation version ${data.calculationVersion}.`}
          </p>
        </>
      )}
    </>
  );
  if (data.print) {
    return (
      <PrintPage back={address} backLabel="Back to the estimate">
        <div className="flex flex-col gap-6">
          <h1>{title}</h1>
          {content}
        </div>
      </PrintPage>
    );
  }
  return (
    <>
      <Breadcrumbs links={[{ href: `/expenses/tax?year=${year}`, label: 'Taxes' }]} current={String(year)} />
      <PageHeader
        title={title}
        description="Every line with its rule, its values, its source and the rows behind it."
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
