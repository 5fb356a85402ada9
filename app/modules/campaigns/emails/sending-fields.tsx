import { Button } from '~/components/ui/button.tsx';
import { CheckboxField, type FieldError, FieldMessage, TextField } from '~/components/ui/field.tsx';
import { PlanLink } from '~/modules/marketplace/plans/plan-link.tsx';
import type { TypedEmail } from './edited.ts';

interface Person {
  id: string;
  name: string;
  email: string;
}

/** Tries an email: the checks, and a test to colleagues. */
export function TestFields({
  typed,
  errors,
  people,
}: {
  typed: TypedEmail;
  errors: Record<string, FieldError>;
  people: readonly Person[];
}) {
  return (
    <>
      <div>
        <Button name="intent" value="check">
          Check
        </Button>
      </div>
      <fieldset id="testPeople" tabIndex={-1} className="flex min-w-0 flex-col gap-2">
        <legend className="font-medium">A test goes to</legend>
        <ul className="mt-1.5 flex max-h-48 flex-col gap-2 overflow-y-auto">
          {people.map(({ id, name, email }) => (
            <li key={id} className="flex items-start gap-2.5">
              <input
                type="checkbox"
                id={`testPeople-${id}`}
                name="testPeople"
                value={id}
                defaultChecked={typed.testPeople.includes(id)}
                className="check mt-0.5"
              />
              <label htmlFor={`testPeople-${id}`} className="min-w-0">
                <bdi>{name}</bdi>
                {`, ${email}`}
              </label>
            </li>
          ))}
        </ul>
        <FieldMessage id="testPeople" error={errors.testPeople} />
      </fieldset>
      <div>
        <Button name="intent" value="test">
          Send test
        </Button>
      </div>
    </>
  );
}

/** Zones that are suggested; any other may be typed. */
const suggestedZones = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'Europe/London',
  'Europe/Berlin',
  'UTC',
];

/** When an email goes out. */
export function ScheduleFields({
  typed,
  errors,
  hasRecipientZone,
}: {
  typed: TypedEmail;
  errors: Record<string, FieldError>;
  /** Whether the plan has each recipient's own time. */
  hasRecipientZone: boolean;
}) {
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField name="sendDate" label="Day" type="date" defaultValue={typed.sendDate} error={errors.sendDate} />
        <TextField name="sendTime" label="Time" type="time" defaultValue={typed.sendTime} error={errors.sendTime} />
        <TextField
          name="sendZone"
          label="Time zone"
          list="zones"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          defaultValue={typed.sendZone}
          error={errors.sendZone}
        />
      </div>
      <datalist id="zones">
        {suggestedZones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      {hasRecipientZone ? (
        <CheckboxField
          name="inRecipientZone"
          label="At that time of each person’s own clock"
          defaultChecked={typed.inRecipientZone}
          error={errors.inRecipientZone}
          hint="At least 24 hours ahead. Whoever has no time zone gets it by the one above."
        />
      ) : (
        <p className="text-muted">
          Sending at each person’s own time comes with <PlanLink tier="ELITE" />.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button name="intent" value="schedule">
          Schedule
        </Button>
        <Button name="intent" value="send">
          Send now
        </Button>
      </div>
      <p className="text-xs text-muted">
        Both save the email and check it first. “Send now” asks before anything goes out.
      </p>
    </>
  );
}
