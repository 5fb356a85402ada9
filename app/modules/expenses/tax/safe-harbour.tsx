import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import type { RequiredPayments } from './required-payments.ts';
import { Amount } from './restating.tsx';
import { explainRequired } from './words.ts';

/** The least that has to be paid during the year so that no penalty is owed, and why. */
export function SafeHarbour({
  required,
  withheld,
  year,
}: {
  required: RequiredPayments;
  withheld: number;
  year: number;
}) {
  const { amount, ofThisYear, ofLastYear, isHighIncome } = required;
  return (
    <Card className="flex flex-col gap-2 p-5">
      <h3>Safe harbor</h3>
      <p className="max-w-prose text-pretty">{explainRequired(required, year)}</p>
      <DefinitionList
        entries={[
          { term: 'Required during the year', details: <Money cents={amount} /> },
          { term: '90 % of this year’s tax', details: <Money cents={ofThisYear} /> },
          {
            term: `${isHighIncome ? '110' : '100'} % of the tax of ${year - 1}`,
            details: <Amount cents={ofLastYear} />,
          },
          { term: 'Withheld during the year', details: <Money cents={withheld} /> },
        ]}
      />
    </Card>
  );
}
