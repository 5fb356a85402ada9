import { Button } from '~/components/ui/button.tsx';
import { optionsOf, SelectField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { calculatorAddress } from './asked.ts';
import { ComparisonTable } from './comparison.tsx';
import { type SensitivityChoice, sensitivityLabels, type WrittenSensitivity } from './sensitivity-choice.ts';

/**
 * One result for five values of two inputs.
 * @param parameters  those of the calculation, which the address keeps
 * @param table  null where none was asked for, or both inputs are the same
 */
export function SensitivityCard({
  parameters,
  choice,
  table,
}: {
  parameters: Readonly<Record<string, string>>;
  choice: SensitivityChoice;
  table: WrittenSensitivity | null;
}) {
  const { inputs, results } = sensitivityLabels;
  const isSame = choice.rows === choice.columns;
  return (
    <section id="sensitivity" tabIndex={-1} aria-labelledby="sensitivity-title" className="scroll-mt-6 outline-none">
      <Card className="flex flex-col gap-4 p-5 sm:p-6">
        <div>
          <h2 id="sensitivity-title">What if two inputs were different</h2>
          <p className="mt-1 max-w-prose text-muted">
            Amounts vary by 10 and 20%, percentages by half a point and a point. The middle is the result above.
          </p>
        </div>
        <form
          method="get"
          action={`${calculatorAddress}#sensitivity`}
          className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4"
        >
          {Object.entries(parameters).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <SelectField name="rows" label="Down" defaultValue={choice.rows} options={optionsOf(inputs)} />
          <SelectField name="columns" label="Across" defaultValue={choice.columns} options={optionsOf(inputs)} />
          <SelectField name="result" label="Result" defaultValue={choice.result} options={optionsOf(results)} />
          <Button>Sensitivity</Button>
        </form>
        {choice.isAsked && isSame && (
          <p className="text-danger-ink">Choose two different inputs to see how both change the result.</p>
        )}
        {table && <SensitivityTable choice={choice} table={table} />}
      </Card>
    </section>
  );
}

function SensitivityTable({ choice, table }: { choice: SensitivityChoice; table: WrittenSensitivity }) {
  const { inputs, results } = sensitivityLabels;
  const down = inputs[choice.rows];
  const across = inputs[choice.columns];
  return (
    <ComparisonTable
      caption={`${results[choice.result]} by ${down.toLowerCase()} and ${across.toLowerCase()}`}
      corner={`${down} ↓ ${across} →`}
      columns={table.columns.map((value) => ({ key: value, name: value }))}
      rows={table.rows.map((label, row) => ({ label, values: table.cells[row] ?? [] }))}
      marked={{ row: 2, column: 2 }}
    />
  );
}
