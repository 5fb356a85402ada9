import { Button, LinkButton } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Card, Table } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import type { EstimateLine } from './explain.ts';
import { Amount } from './restating.tsx';
import type { AskedWhatIf } from './what-if.ts';

/** The lines that a what-if compares. */
const comparedLines = [1, 5, 7, 11, 12, 13, 16, 17];

/** Amounts that somebody asks about, and the lines with and without them. Its answer has an address and writes nothing. */
export function WhatIfCard({
  year,
  asked,
  before,
  after,
}: {
  year: number;
  asked: AskedWhatIf;
  before: readonly EstimateLine[];
  /** The lines with the amounts; null while nothing is asked. */
  after: readonly EstimateLine[] | null;
}) {
  const field = (name: keyof AskedWhatIf['typed'], label: string, hint: string) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      defaultValue={asked.typed[name]}
      error={asked.errors[name]}
      inputMode="decimal"
      autoComplete="off"
      maxLength={20}
      placeholder="0.00"
    />
  );
  return (
    <section className="flex flex-col gap-3" id="what-if">
      <h2>What if</h2>
      <Card className="flex flex-col gap-4 p-5">
        <p className="max-w-prose text-muted">See what more of the year would do to the tax. Nothing is saved.</p>
        <form
          method="get"
          action="/expenses/tax#what-if"
          className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-4"
        >
          <input type="hidden" name="year" value={year} />
          {field('income', 'More income', 'Of the business')}
          {field('expenses', 'More expenses', 'Deductible ones')}
          {field('retirement', 'Retirement', 'More contributions')}
          {field('equipment', 'Equipment', 'Deducted whole this year')}
          <div className="flex gap-2 sm:col-span-2 lg:col-span-4">
            <Button>Try</Button>
            {asked.isAsked && (
              <LinkButton variant="quiet" href={`/expenses/tax?year=${year}#what-if`}>
                Clear
              </LinkButton>
            )}
          </div>
        </form>
      </Card>
      {after && (
        <Table phone="scroll" caption="With and without what is asked">
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col" className="number">
                Now
              </th>
              <th scope="col" className="number">
                With it
              </th>
              <th scope="col" className="number">
                Difference
              </th>
            </tr>
          </thead>
          <tbody>
            {before
              .filter(({ number }) => comparedLines.includes(number))
              .map((line) => {
                const value = after.find(({ number }) => number === line.number)?.value ?? null;
                return (
                  <tr key={line.number}>
                    <th scope="row">{line.name}</th>
                    <td className="number">
                      <Amount cents={line.value} />
                    </td>
                    <td className="number">
                      <Amount cents={value} />
                    </td>
                    <td className="number">
                      {line.value !== null && value !== null && <Money cents={value - line.value} />}
                    </td>
                  </tr>
                );
              })}
          </tbody>
        </Table>
      )}
    </section>
  );
}
