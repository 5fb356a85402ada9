import { Card } from '~/components/ui/layout.tsx';
import { describeSeats, mostSeatCandidates, type SeatCandidate, type SeatTool } from './seats.ts';

/** What the form needs to ask who gets a seat. */
export interface SeatChoices {
  tools: readonly SeatTool[];
  people: readonly SeatCandidate[];
  /** The people that are ticked. */
  ticked: readonly string[];
}

/**
 * Asks who gets a seat of the tools of an order; nothing where none of them has seats.
 * @param viewerId  who places the order
 */
export function SeatChoice({
  seats: { tools, people, ticked },
  viewerId,
}: {
  seats: SeatChoices;
  viewerId: string | undefined;
}) {
  if (tools.length === 0 || people.length === 0) return null;
  const isScarce = tools.some(({ free }) => free < people.length);
  return (
    <Card>
      <fieldset id="seats">
        <legend className="mb-1 text-lg font-semibold">Who gets a seat?</legend>
        <p className="max-w-prose text-pretty text-muted">
          {describeSeats(tools)} Whoever is ticked can open {tools.length === 1 ? 'it' : 'them'} at once.
          {isScarce && ' Where there are fewer seats than ticks, they go from the top down.'} You can change this at any
          time under “My tools”.
        </p>
        <ul className="mt-3 flex flex-col">
          {people.map(({ id, name, email }) => (
            <li key={id}>
              <label className="flex min-h-11 cursor-pointer items-center gap-2.5 md:min-h-9">
                <input type="checkbox" name="seats" value={id} defaultChecked={ticked.includes(id)} className="check" />
                <span className="min-w-0">
                  <bdi className="font-medium">{name}</bdi>
                  {id === viewerId && ' (you)'} <span className="text-muted wrap-anywhere">{email}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
        {people.length === mostSeatCandidates && (
          <p className="mt-2 text-muted">Everybody else is given a seat under “My tools”.</p>
        )}
      </fieldset>
    </Card>
  );
}
