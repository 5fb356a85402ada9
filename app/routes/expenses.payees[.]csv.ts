import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { formLabels, missingLabels, sayDue } from '~/modules/expenses/payees/forms.tsx';
import { listPayeesForFile } from '~/modules/expenses/payees/queries.server.ts';
import { classificationLabels } from '~/modules/expenses/payees/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { csvResponse, dollarCell, writeCsv } from '~/services/csv.server.ts';
import { notFound } from '~/services/http.server.ts';

const headings = [
  'Name',
  'Classification',
  'Attorney',
  'W-9 received',
  'Tax number ends in',
  'Street',
  'City',
  'State',
  'ZIP code',
  'Form',
  'Paid',
  'Of it not said how',
  'By card or network',
  'Form due',
  'Missing',
];

/** Every payee with what they were paid in the year: a row for each form, or one without. */
export async function loader(args: LoaderFunctionArgs) {
  const year = readBookYear(new URL(args.request.url).searchParams.get('year'));
  const [{ role }, { payees }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ payees: listPayeesForFile(handle, year) })),
  ]);
  if (role === 'MEMBER') throw notFound();
  const rows = payees.flatMap((payee) => {
    const common = [
      payee.name,
      payee.classification && classificationLabels[payee.classification],
      payee.isAttorney ? 'Yes' : 'No',
      payee.w9ReceivedOn,
      payee.taxNumberLastFour,
      payee.address,
      payee.city,
      payee.state,
      payee.zipCode,
    ];
    if (payee.forms.length === 0) return [[...common, null, null, null, null, null, null]];
    return payee.forms.map((form) => [
      ...common,
      formLabels[form.form],
      dollarCell(form.paid),
      dollarCell(form.paidUnsaid),
      dollarCell(form.paidOtherwise),
      sayDue(form),
      form.lacks.map((one) => missingLabels[one]).join(', '),
    ]);
  });
  return csvResponse(`payees-${year}.csv`, writeCsv(headings, rows));
}
