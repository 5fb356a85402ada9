import { Button } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { Day } from '~/components/ui/money.tsx';
import { calculatorAddress } from './asked.ts';
import { priceNames, priceSources, type UsedFigure } from './market-figures.ts';
import { writeAmount, writeRate } from './words.ts';

/**
 * Fills inputs from the figures of an area.
 * @param parameters  of the calculator, which stay as they are where the area has no figure
 * @param area  what was typed, with what is wrong with it
 */
export function MarketFiguresCard({
  parameters,
  watched,
  area,
}: {
  parameters: Readonly<Record<string, string>>;
  watched: readonly { key: string; name: string }[];
  area: { typed: string; source: string; error?: string };
}) {
  return (
    <details className="card p-5" open={area.error !== undefined}>
      <summary className="cursor-pointer font-medium">Fill in figures of a market</summary>
      <form
        method="get"
        action={calculatorAddress}
        className="mt-4 grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3"
      >
        {Object.entries(parameters).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          name="area"
          label="Area"
          hint="A ZIP code, a place like Austin, TX, or a key like metro-12420"
          error={area.error}
          defaultValue={area.typed}
          list="watched-areas"
          maxLength={120}
          autoComplete="off"
          required
        />
        <datalist id="watched-areas">
          {watched.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </datalist>
        <SelectField
          name="source"
          label="Price from"
          defaultValue={area.source}
          options={optionsOf(priceSources, 'The first there is')}
        />
        <Button className="sm:mt-7 sm:self-start">Use market figures</Button>
      </form>
    </details>
  );
}

/** Says which figures the inputs were filled from, and whether a value is another one by now. */
export function UsedFigures({ used }: { used: readonly UsedFigure[] }) {
  if (used.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-muted">
      {used.map(({ input, figure, isChanged }) => (
        <li key={input}>
          {`${priceNames[figure.kind]}${figure.area ? ` of ${figure.area}` : ''}: `}
          {input === 'rate' ? (
            <span className="tabular-nums">{writeRate(figure.value)}</span>
          ) : (
            <a href={`/reid/figures/${figure.id}`} className="link tabular-nums">
              {writeAmount(figure.value)}
            </a>
          )}
          {`, ${figure.source}, `}
          <Day date={figure.day} />
          {isChanged && ', changed since'}
        </li>
      ))}
    </ul>
  );
}
