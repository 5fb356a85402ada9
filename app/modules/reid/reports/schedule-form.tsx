import type { SubmissionResult } from '@conform-to/react';
import { Button } from '~/components/ui/button.tsx';
import { FieldMessage, optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import type { ReportSchedule } from './schema.ts';
import { frequencyWords, writeHour } from './words.ts';

interface ScheduleFormProps {
  schedule: ReportSchedule | null;
  nextRunAt: string | null;
  people: readonly { id: string; name: string }[];
  /** What was typed into a form that was refused. */
  typed: Readonly<Record<string, string>>;
  /** The recipients that were ticked in it; undefined for those of the schedule. */
  chosen: readonly string[] | undefined;
  errors: SubmissionResult['error'];
}

const choices = {
  NEVER: 'Not by itself',
  WEEKLY: 'Every week, on Monday',
  MONTHLY: 'Every month, on the 1st',
  QUARTERLY: 'Every quarter, on its 1st day',
};

/** Lets a report be made anew by itself, and says what becomes of it. */
export function ScheduleForm({
  schedule,
  nextRunAt,
  people,
  typed,
  chosen = schedule?.recipients,
  errors,
}: ScheduleFormProps) {
  return (
    <section aria-labelledby="schedule" className="no-print flex flex-col gap-3">
      <h2 id="schedule">Schedule</h2>
      <Card className="flex flex-col gap-4 p-5">
        <p className="max-w-prose text-pretty text-muted">
          {schedule && nextRunAt
            ? `Made anew ${frequencyWords[schedule.frequency]}; next on ${formatDateTime(nextRunAt)}.`
            : 'A new report over the same areas and as many months, once for each period, unless nothing new arrived.'}
        </p>
        {schedule?.note && <p>{schedule.note}</p>}
        <OrganizationForm className="flex flex-col gap-4">
          <input type="hidden" name="intent" value="schedule" />
          <div className="grid items-start gap-4 sm:grid-cols-3">
            <SelectField
              name="frequency"
              label="Made anew"
              defaultValue={typed.frequency ?? schedule?.frequency ?? 'NEVER'}
              error={errors?.frequency}
              options={optionsOf(choices)}
            />
            <SelectField
              name="hour"
              label="Hour"
              defaultValue={typed.hour ?? String(schedule?.hour ?? 8)}
              error={errors?.hour}
              options={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: writeHour(hour) }))}
            />
            <TextField
              name="zone"
              label="Time zone"
              required
              maxLength={60}
              autoComplete="off"
              hint="Such as America/Chicago"
              defaultValue={typed.zone ?? schedule?.zone ?? 'America/New_York'}
              error={errors?.zone}
            />
          </div>
          <fieldset>
            <legend className="mb-2 font-medium">Told by mail, at most 10</legend>
            <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
              {people.map(({ id, name }, index) => (
                <label key={id} className="flex items-center gap-2.5 max-sm:py-2">
                  <input
                    type="checkbox"
                    id={index === 0 ? 'recipients' : undefined}
                    name="recipients"
                    value={id}
                    defaultChecked={chosen?.includes(id)}
                    className="check"
                  />
                  <bdi>{name}</bdi>
                </label>
              ))}
            </div>
            <FieldMessage id="recipients" error={errors?.recipients} className="mt-2" />
          </fieldset>
          <div>
            <Button>Schedule</Button>
          </div>
        </OrganizationForm>
      </Card>
    </section>
  );
}
