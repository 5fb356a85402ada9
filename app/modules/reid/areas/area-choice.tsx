import { Button } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { mostCompared, unknownArea } from './area-search.ts';

/** An area beside others. */
export interface ChosenArea {
  key: string;
  name: string;
}

/** What was typed to add an area, and the areas that it may mean. */
export interface AddedArea {
  typed: string;
  found: readonly ChosenArea[];
}

/** The areas that a page shows side by side, each with a link that takes it off, and a form that adds one. */
export function AreaChoice({ path, areas, added }: { path: string; areas: readonly ChosenArea[]; added: AddedArea }) {
  const keys = areas.map(({ key }) => key);
  const isFull = areas.length >= mostCompared;
  return (
    <div className="no-print flex flex-col gap-3">
      {areas.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {areas.map(({ key, name }) => (
            <li key={key} className="card flex items-center gap-2 py-1 pr-1 pl-3">
              <a href={`/reid/markets/${key}`} className="link">
                {name}
              </a>
              <a
                href={writeAddress(path, { a: keys.filter((other) => other !== key) })}
                className="button button-quiet button-small max-sm:min-h-11"
                aria-label={`Remove ${name}`}
              >
                Remove
              </a>
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <p className="text-muted">Four areas are the most. Remove one to add another.</p>
      ) : (
        <form action={path} className="flex flex-wrap items-start gap-3">
          {keys.map((key) => (
            <input key={key} type="hidden" name="a" value={key} />
          ))}
          <TextField
            name="add"
            label="Area"
            defaultValue={added.typed}
            placeholder="ZIP code, or Austin, TX"
            error={added.typed && added.found.length === 0 ? unknownArea : undefined}
            className="w-72 max-w-full"
          />
          <Button className="mt-6.5">Add area</Button>
        </form>
      )}
      {added.found.length > 1 && !isFull && (
        <div className="flex flex-col gap-1">
          <p>{`“${added.typed}” is the name of several areas. Which one?`}</p>
          <ul className="flex flex-wrap gap-2">
            {added.found.map(({ key, name }) => (
              <li key={key}>
                <a
                  href={writeAddress(path, { a: [...keys, key] })}
                  className="button button-secondary button-small max-sm:min-h-11"
                >
                  {`${name} (${key})`}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
