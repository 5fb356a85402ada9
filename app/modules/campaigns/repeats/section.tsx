import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { type FieldError, optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { writePlannedTime } from '../calendar/days.ts';
import { frequencyLabels } from './rule.ts';

interface RepeatSectionProps {
  /** The repeat in words while it goes on; null for none. */
  description: string | null;
  /** Its next times by the clock of its zone. */
  next: readonly string[];
  timeZone: string;
  /** The fields of the form, as texts by their names; null where nothing can be saved. */
  values: Readonly<Record<string, string | undefined>> | null;
  errors: Record<string, FieldError> | null | undefined;
  /** Zones to choose from. */
  zones: readonly string[];
  mayStop: boolean;
  /** Where the forms are sent; by default the page they are on. */
  action?: string;
}

/** How an email or a post repeats: when it comes next, the form of its rule, and the button that stops it. */
export function RepeatSection({
  description,
  next,
  timeZone,
  values,
  errors,
  zones,
  mayStop,
  action,
}: RepeatSectionProps) {
  return (
    <section aria-labelledby="repeat" className="flex flex-col gap-4">
      <h2 id="repeat">Repeat</h2>
      {description !== null && (
        <Card className="flex flex-col gap-3 p-5">
          <p className="font-medium">{description}</p>
          <p>It comes next on:</p>
          <ul className="list-disc pl-5">
            {next.map((local) => (
              <li key={local}>
                <time dateTime={local}>{writePlannedTime(local, timeZone)}</time>
              </li>
            ))}
          </ul>
          <p className="text-muted">Each time it is a copy of it as it is now. A time that is missed is not made up.</p>
          {mayStop && (
            <div className="no-print">
              <Confirmation
                id="stop-repeat"
                label="Stop repeating to edit"
                title="Stop repeating?"
                confirmLabel="Yes, stop it"
                action={action}
                fields={{ intent: 'stop' }}
              >
                <p>No further copy is made. Copies that are scheduled or sent stay as they are.</p>
              </Confirmation>
            </div>
          )}
        </Card>
      )}
      {values && (
        <OrganizationForm action={action} className="no-print flex flex-col gap-4">
          <RepeatFields values={values} errors={errors} zones={zones} />
          <div>
            <Button variant="primary" name="intent" value="repeat">
              {description === null ? 'Repeat' : 'Save'}
            </Button>
          </div>
        </OrganizationForm>
      )}
    </section>
  );
}

function RepeatFields({
  values,
  errors,
  zones,
}: {
  values: Readonly<Record<string, string | undefined>>;
  errors: Record<string, FieldError> | null | undefined;
  zones: readonly string[];
}) {
  const field = (name: string) => ({ name, defaultValue: values[name], error: errors?.[name] });
  const { timeZone } = values;
  const offered = timeZone === undefined || zones.includes(timeZone) ? zones : [timeZone, ...zones];
  return (
    <>
      <input type="hidden" name="id" value={values.id} />
      <input type="hidden" name="version" value={values.version} />
      <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        <TextField {...field('every')} label="Every" inputMode="numeric" maxLength={2} required />
        <SelectField {...field('frequency')} label="Unit" options={optionsOf(frequencyLabels)} />
        <TextField
          {...field('localTime')}
          label="Time"
          type="time"
          required
          hint="By the clock of its zone, also after clocks change."
        />
        <TextField
          {...field('startsOn')}
          label="First day"
          type="date"
          required
          hint="It gives the weekday, or the day of the month."
        />
        <TextField {...field('endsOn')} label="Last day" type="date" required={false} />
        <SelectField
          {...field('timeZone')}
          label="Time zone"
          options={offered.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        />
      </div>
    </>
  );
}
