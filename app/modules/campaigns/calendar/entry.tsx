import { Button } from '~/components/ui/button.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { toWords } from '~/utils/words.ts';
import { platformLabels } from '../posts/platforms.ts';
import { describePostState, hueOfState } from '../posts/states.ts';
import { writeClock } from './days.ts';
import type { CalendarEntry } from './queries.server.ts';

/** Where an entry is worked on. */
export const entryAddress = ({ kind, id }: Pick<CalendarEntry, 'kind' | 'id'>) =>
  `/campaigns/${kind === 'EMAIL' ? 'emails' : 'posts'}/${id}`;

/**
 * An email or a post in the calendar: when, what, where, and its state.
 * @param mayMove  whether it has the form that moves it, by which the script moves it too
 */
export function Entry({ entry, mayMove }: { entry: CalendarEntry; mayMove: boolean }) {
  const { kind, platform, label, local, status, isDueByHand } = entry;
  const state = kind === 'POST' ? describePostState({ status, isDueByHand }) : toWords(status);
  return (
    <li
      className="flex flex-col gap-1 rounded-lg border border-line p-2 text-xs"
      data-entry={mayMove ? entry.id : undefined}
    >
      <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-muted">
        <time dateTime={local}>{writeClock(local.slice(11))}</time>
        <span>{platform ? platformLabels[platform] : 'Email'}</span>
      </p>
      <a href={entryAddress(entry)} className="link wrap-anywhere">
        {label}
      </a>
      <p>
        <Tag hue={kind === 'POST' ? hueOfState(state) : 'neutral'}>{state}</Tag>
      </p>
      {mayMove && <MoveForm entry={entry} />}
    </li>
  );
}

function MoveForm({ entry: { id, local, timeZone, label } }: { entry: CalendarEntry }) {
  return (
    <details>
      <summary className="cursor-pointer py-1 text-muted">
        Move<span className="sr-only"> {label}</span>
      </summary>
      <OrganizationForm className="flex flex-col gap-1.5">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="local" value={local} />
        <input type="hidden" name="zone" value={timeZone} />
        <input
          type="date"
          name="day"
          aria-label={`New day of ${label}`}
          defaultValue={local.slice(0, 10)}
          required
          className="control"
        />
        <Button size="small" name="intent" value="move">
          Move<span className="sr-only"> {label}</span>
        </Button>
      </OrganizationForm>
    </details>
  );
}
