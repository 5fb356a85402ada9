import { Button } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { type AskedText, calculatorAddress, figureParameter, filledInputs, isRequired, strategyKey } from './asked.ts';
import { type FieldGroup, type FieldGroups, type FieldKind, fieldGroups, inputFields } from './fields.ts';

/** The inputs of a strategy. The form only reads, so its answer has an address, and nothing is stored. */
export function CalculatorForm({
  asked,
  kept,
}: {
  asked: AskedText;
  /** Further parameters that the next address keeps: what the sensitivity table shows, and which simulation is being changed. */
  kept: Readonly<Record<string, string>>;
}) {
  const { strategy, figures, errors, typed } = asked;
  const { main, more }: FieldGroups = fieldGroups[strategy];
  const isOpen = more.some(({ names }) => names.some((name) => errors[name]));
  return (
    <Card className="p-5">
      <form method="get" action={`${calculatorAddress}#results`} className="flex flex-col gap-5">
        <input type="hidden" name="strategy" value={strategyKey(strategy)} />
        {filledInputs.map((name) => {
          const id = name in typed ? figures[name] : undefined;
          return id && <input key={name} type="hidden" name={figureParameter(name)} value={id} />;
        })}
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {main.map((group) => (
          <Fields key={group.title} group={group} asked={asked} />
        ))}
        {more.length > 0 && (
          <details open={isOpen}>
            <summary className="link w-fit max-sm:py-2.5">{listTitles(more)}</summary>
            <div className="mt-4 flex flex-col gap-5">
              {more.map((group) => (
                <Fields key={group.title} group={group} asked={asked} />
              ))}
            </div>
          </details>
        )}
        <div>
          <Button variant="primary">Calculate</Button>
        </div>
      </form>
    </Card>
  );
}

/** What the browser asks for by itself before it sends the form; the server decides. */
const typing = {
  dollars: { pattern: String.raw`\$?\s*[\d,]{1,13}(\.\d{1,2})?`, title: 'Dollars, like 2,500 or 2500.50' },
  percent: { pattern: String.raw`[\-−]?\d{1,3}(\.\d{1,4})?\s*%?`, title: 'A percentage, like 6.5' },
  count: { pattern: String.raw`\d{1,4}`, title: 'A whole number' },
} as const satisfies Record<FieldKind, { pattern: string; title: string }>;

const listTitles = (groups: readonly FieldGroup[]) =>
  groups.map(({ title }, index) => (index === 0 ? title : title.toLowerCase())).join(', ');

function Fields({ group: { title, names }, asked }: { group: FieldGroup; asked: AskedText }) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-3 font-semibold">{title}</legend>
      <div className="grid grid-cols-2 items-start gap-x-4 gap-y-3 md:grid-cols-4">
        {names.map((name) => {
          const { label, kind, hint } = inputFields[name];
          return (
            <TextField
              key={name}
              name={name}
              label={label}
              hint={hint}
              defaultValue={asked.typed[name]}
              error={asked.errors[name]}
              inputMode={kind === 'count' ? 'numeric' : 'decimal'}
              required={isRequired(name) || undefined}
              {...typing[kind]}
              autoComplete="off"
              maxLength={20}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
