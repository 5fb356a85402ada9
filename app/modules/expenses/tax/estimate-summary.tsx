import { LinkButton } from '~/components/ui/button.tsx';
import { Card, Table } from '~/components/ui/layout.tsx';
import type { EstimateLine } from './explain.ts';
import type { CalculationMethod } from './plan.ts';
import { Amount } from './restating.tsx';
import { notComputed } from './words.ts';

/** The lines that sum an estimate up. The page of the year has all of them. */
const summedLines = [1, 5, 7, 8, 11, 12, 13, 14, 15, 16, 17];

const monthNames = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });

/** Says which rows were taken for the year. */
export function explainMethod(method: CalculationMethod, months: number): string {
  if (method === 'CUSTOM') return 'Income and expenses of the business are those typed in the settings.';
  const last = monthNames.format(new Date(Date.UTC(2000, months - 1, 1)));
  const rows =
    months === 12
      ? 'All rows of the year count as they are.'
      : `The approved rows from January${months === 1 ? '' : ` to ${last}`} count × 12 ÷ ${months}, as if the year went on like them; depreciation, home office and typed amounts are not multiplied. Rows of a month count once it is over.`;
  return method === 'SIMPLIFIED' ? `${rows} The tax is the self-employment tax and your rate of the profit.` : rows;
}

/** The estimate in short, with the way to every line. */
export function EstimateSummary({
  year,
  lines,
  method,
  months,
  taxRate,
}: {
  year: number;
  lines: readonly EstimateLine[];
  method: CalculationMethod;
  months: number;
  taxRate: number;
}) {
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2>Estimate of the year</h2>
        <LinkButton size="small" href={`/expenses/tax/${year}`}>
          Every line
        </LinkButton>
      </div>
      <Table phone="scroll" caption={`Estimate of ${year}`}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col" className="number">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {lines
            .filter(({ number }) => summedLines.includes(number))
            .map(({ number, name, value }) => (
              <tr key={number}>
                <th scope="row">
                  <a href={`/expenses/tax/${year}#line-${number}`} className="link">
                    {name}
                  </a>
                </th>
                <td className="number">
                  <Amount cents={value} />
                </td>
              </tr>
            ))}
        </tbody>
      </Table>
      <Card className="flex flex-col gap-2 p-5 text-muted">
        <p className="max-w-prose text-pretty">{`${explainMethod(method, months)} Taxes take ${taxRate} % of the adjusted gross income.`}</p>
        <p className="max-w-prose text-pretty">{`Not computed: ${notComputed}`}</p>
      </Card>
    </section>
  );
}
