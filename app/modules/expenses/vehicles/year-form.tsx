import { Button } from '~/components/ui/button.tsx';
import { CheckboxField, optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { vehicleMethodLabels } from './schema.ts';

type Entry = Readonly<Record<string, string | undefined>>;
type Errors = Record<string, string[] | null | undefined> | null | undefined;

/** How a vehicle was used in a year: the method, and what Schedule C asks in lines 43 to 47. */
export function VehicleYearForm({
  entry,
  errors = {},
  year,
  isOfPerson,
}: {
  entry: Entry;
  errors: Errors;
  year: number;
  isOfPerson: boolean;
}) {
  const field = (name: string) => ({ name, defaultValue: entry[name], error: errors?.[name] });
  const box = (name: string) => ({ name, defaultChecked: entry[name] === 'on', error: errors?.[name] });
  return (
    <OrganizationForm className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="intent" value="save-year" />
      <input type="hidden" name="taxYear" value={year} />
      {entry.version !== undefined && <input type="hidden" name="version" value={entry.version} />}
      {isOfPerson ? (
        <input type="hidden" name="method" value="STANDARD" />
      ) : (
        <SelectField
          {...field('method')}
          label="Costs are deducted by"
          options={optionsOf(vehicleMethodLabels)}
          hint={`Changing it rewrites the trips and costs of ${year}, and of years after it that say nothing else.`}
        />
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          {...field('odometerStart')}
          label="Odometer on 1 January"
          inputMode="decimal"
          required={false}
          hint="Or on its first day in that year."
        />
        <TextField
          {...field('odometerEnd')}
          label="Odometer on 31 December"
          inputMode="decimal"
          required={false}
          hint="Until then, the latest reading."
        />
      </div>
      <TextField {...field('commutingMiles')} label="Commuting miles (line 44b)" inputMode="decimal" required={false} />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 font-medium">Questions of Schedule C</legend>
        <CheckboxField
          {...box('isAvailableForPersonalUse')}
          label="It was available for personal use during off-duty hours (line 45)"
        />
        <CheckboxField
          {...box('hasAnotherVehicle')}
          label="You or your spouse have another vehicle for personal use (line 46)"
        />
        <CheckboxField {...box('hasEvidence')} label="You have evidence to support the deduction (line 47a)" />
        <CheckboxField {...box('isEvidenceWritten')} label="The evidence is written (line 47b)" />
      </fieldset>
      <div>
        <Button variant="primary">{`Save ${year}`}</Button>
      </div>
    </OrganizationForm>
  );
}
