import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { listBookYears } from '~/modules/expenses/book-years.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { saveEstimate } from '~/modules/expenses/tax/commands.server.ts';
import { EstimateSummary } from '~/modules/expenses/tax/estimate-summary.tsx';
import { noWhatIf } from '~/modules/expenses/tax/plan.ts';
import { QuarterChart } from '~/modules/expenses/tax/quarter-chart.tsx';
import { QuarterTable } from '~/modules/expenses/tax/quarter-table.tsx';
import { findNextDue, showQuarters } from '~/modules/expenses/tax/quarters-shown.ts';
import { readTaxYear } from '~/modules/expenses/tax/queries.server.ts';
import { Amount, Restating } from '~/modules/expenses/tax/restating.tsx';
import { SafeHarbour } from '~/modules/expenses/tax/safe-harbour.tsx';
import { TaxNotices } from '~/modules/expenses/tax/tax-notices.tsx';
import { planTaxYear, sumPayments } from '~/modules/expenses/tax/tax-year.server.ts';
import { readWhatIf } from '~/modules/expenses/tax/what-if.ts';
import { WhatIfCard } from '~/modules/expenses/tax/what-if-card.tsx';
import { YearLinks } from '~/modules/expenses/tax/year-links.tsx';
import { currentTaxYear, parseTaxYear } from '~/modules/expenses/tax/years.ts';
import { recordPayment, removePayment } from '~/modules/expenses/tax-payments/commands.server.ts';
import { PaymentForm } from '~/modules/expenses/tax-payments/payment-form.tsx';
import { PaymentTable } from '~/modules/expenses/tax-payments/payment-table.tsx';
import { type TaxCommand, taxCommandSchema } from '~/modules/expenses/tax-payments/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { today as readToday } from '~/utils/dates.ts';
import { formatMoney, writeDollars } from '~/utils/money.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: managerRoles } satisfies RouteHandle;
export const meta = pageTitle('Taxes');

/** The year of the address; the one whose instalment is due next without one. */
function yearOf(request: Request, today: string): number {
  const year = new URL(request.url).searchParams.get('year');
  const found = year === null ? currentTaxYear(today) : parseTaxYear(year);
  if (found === undefined) throw notFound();
  return found;
}

export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const today = readToday();
  const year = yearOf(request, today);
  const asked = readWhatIf(new URL(request.url).searchParams);
  const [visitor, rows] = await Promise.all([
    requireModule(args, expenses),
    context.database.read((handle) => readTaxYear(handle, year)),
  ]);
  if (!visitor.seesRestricted) throw notFound();
  const taxYear = planTaxYear(year, rows, today, noWhatIf);
  const { estimate, saved, isClosed } = taxYear;
  const paid = sumPayments(rows.payments);
  const quarters = showQuarters(year, (isClosed && saved?.instalments) || estimate.instalments, paid.quarters, today);
  return {
    today,
    year,
    years: listBookYears(),
    lines: (isClosed && saved?.lines) || taxYear.lines,
    linesNow: taxYear.lines,
    saved: saved && { lines: saved.lines, savedAt: saved.calculatedAt.toISOString() },
    standing: taxYear.standing,
    isClosed,
    isEstimated: taxYear.isEstimated,
    isProvisional: estimate.isProvisional,
    figuresYear: estimate.figures.year,
    hasSettings: rows.settings.length > 0,
    state: rows.settings[0]?.state ?? null,
    stateRateIsKnown: estimate.inputs.stateRate !== null,
    method: rows.settings[0]?.calculationMethod ?? 'STANDARD',
    months: estimate.months,
    taxRate: estimate.taxRate,
    required: estimate.required,
    withheld: estimate.withheld,
    stateWithheld: (rows.settings[0]?.stateWithholding ?? 0) + taxYear.books.stateWithheld,
    paid,
    payments: rows.payments,
    quarters,
    nextDue: findNextDue(quarters, today),
    asked,
    whatIf: asked.isAsked ? planTaxYear(year, rows, today, asked.amounts).lines : null,
    mayWrite: visitor.mayWrite,
    formKey: crypto.randomUUID(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const today = readToday();
  const year = yearOf(request, today);
  const form = await parseForm(request, taxCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  if (command.intent === 'pay' && command.paidOn > today) {
    return form.refuse({ paidOn: 'Enter the day it was paid: this one is still to come.' });
  }
  const outcome = await obey(context.database, request, year, today, command);
  const succeed = (message: string) => redirectWithToast(context, `/expenses/tax?year=${year}`, message);
  switch (outcome) {
    case 'SAVED':
      return succeed(`The estimate of ${year} is saved.`);
    case 'RECORDED':
      return succeed('The payment is recorded.');
    case 'REMOVED':
      return succeed('The payment is removed.');
    case 'SAME':
      return form.refuse(
        {
          again:
            'A payment of this amount, day and quarter is recorded already. Tick this if it is another one, and record it.',
        },
        409,
      );
    case 'CLOSED':
      return form.refuse(`Nothing was changed: ${year} is closed. Reopen it under Years first.`, 409);
    case 'NOT_FOUND':
      return form.refuse('Nothing was changed now: this payment was removed before.', 409);
    case 'NOT_ESTIMATED':
      return form.refuse('Nothing was saved: no estimate is made for what the business is taxed as.', 409);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/** Does what a form of the page asks, and gives the outcome. An estimate is calculated from the books as they are now. */
async function obey(
  database: ActionFunctionArgs['context']['database'],
  request: Request,
  year: number,
  today: string,
  command: TaxCommand,
) {
  if (command.intent !== 'recalculate') {
    const { viewer, done } = await database.write((handle) => ({
      done: command.intent === 'pay' ? recordPayment(handle, year, command) : removePayment(handle, command.payment),
    }));
    requireViewer(viewer, request);
    return done[0]?.outcome;
  }
  const { viewer, ...rows } = await database.read((handle) => readTaxYear(handle, year));
  requireViewer(viewer, request);
  const taxYear = planTaxYear(year, rows, today, noWhatIf);
  if (!taxYear.isEstimated) return 'NOT_ESTIMATED';
  const method = rows.settings[0]?.calculationMethod ?? 'STANDARD';
  const { saved } = await database.write((handle) => ({ saved: saveEstimate(handle, taxYear, method) }));
  return saved[0]?.outcome;
}

export default function TaxPage() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  const { year, lines, quarters, nextDue, paid, saved, standing, isClosed, isEstimated, mayWrite } = data;
  const mayChange = mayWrite && !isClosed;
  const amountOf = (number: number) => lines.find((line) => line.number === number)?.value ?? null;
  return (
    <>
      <PageHeader
        title={`Taxes ${year}`}
        description="What the year’s books come to as taxes of the owner: federal, cash basis, calendar year."
        actions={
          <>
            <LinkButton href={`/expenses/tax/settings?year=${year}`}>Settings</LinkButton>
            {mayChange && isEstimated && standing !== 'OTHER_FIGURES' && (
              <OrganizationForm>
                <input type="hidden" name="intent" value="recalculate" />
                <Button>Recalculate</Button>
              </OrganizationForm>
            )}
          </>
        }
      />
      <YearLinks years={data.years} year={year} hrefOf={(other) => `/expenses/tax?year=${other}`} />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <TaxNotices {...data} savedAt={saved?.savedAt ?? null} />
      {isEstimated && (
        <>
          {saved && standing === 'OTHER_FIGURES' && !isClosed && (
            <Restating before={saved.lines} now={data.linesNow} savedAt={saved.savedAt} mayWrite={mayChange} />
          )}
          <KeyFigures
            figures={[
              { label: 'Federal tax of the year', value: <Amount cents={amountOf(16)} /> },
              { label: 'State tax of the year', value: <Amount cents={amountOf(17)} /> },
              { label: 'Paid and withheld', value: <Money cents={paid.federal + data.withheld} /> },
              {
                label: nextDue ? 'Due next' : 'Nothing due next',
                value: nextDue ? (
                  <>
                    <Money cents={nextDue.shortfall} /> by <Day date={nextDue.dueOn} />
                  </>
                ) : (
                  '–'
                ),
              },
            ]}
          />
          <section className="flex flex-col gap-3">
            <h2>Quarters</h2>
            <QuarterTable year={year} quarters={quarters} />
            <QuarterChart year={year} quarters={quarters} />
            <SafeHarbour required={data.required} withheld={data.withheld} year={year} />
          </section>
          <EstimateSummary {...data} />
          <WhatIfCard year={year} asked={data.asked} before={data.linesNow} after={data.whatIf} />
        </>
      )}
      <section className="flex flex-col gap-3">
        <h2>Payments</h2>
        {data.payments.length === 0 ? (
          <p className="text-muted">{`Nothing was paid for ${year} yet.`}</p>
        ) : (
          <>
            <PaymentTable payments={data.payments} mayWrite={mayChange} />
            <p className="flex flex-wrap items-center justify-between gap-3 text-muted tabular-nums">
              {`Federal ${formatMoney(paid.federal)}, state ${formatMoney(paid.state)}.`}
              <LinkButton href={`/expenses/tax/payments.csv?year=${year}`} size="small">
                Download CSV
              </LinkButton>
            </p>
          </>
        )}
        {mayChange && (
          <PaymentForm
            formKey={data.formKey}
            today={data.today}
            quarter={nextDue ? String(nextDue.quarter) : ''}
            amount={nextDue ? writeDollars(nextDue.shortfall) : ''}
            typed={typed?.intent === 'pay' ? typed : undefined}
            errors={answer?.error}
          />
        )}
      </section>
    </>
  );
}
