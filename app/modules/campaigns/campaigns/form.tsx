import { Button } from '~/components/ui/button.tsx';
import { type FieldError, optionsOf, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { CampaignFormValues } from './form-values.ts';
import { campaignTypeLabels } from './labels.ts';

/** The form of a campaign: what it is, when, what it may cost and what it shall reach. */
export function CampaignForm({
  values,
  errors,
  save,
}: {
  values: CampaignFormValues;
  errors: Record<string, FieldError> | null | undefined;
  /** The text of the button. */
  save: string;
}) {
  const field = (name: string) => ({ name, defaultValue: values[name], error: errors?.[name] });
  return (
    <OrganizationForm className="flex flex-col gap-6">
      <input type="hidden" name="id" value={values.id} />
      <input type="hidden" name="version" value={values.version} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...field('name')} label="Name" required maxLength={200} className="sm:col-span-2" />
        <SelectField {...field('type')} label="Type" options={optionsOf(campaignTypeLabels)} />
        <TextField
          {...field('tags')}
          label="Tags"
          required={false}
          maxLength={1000}
          hint="Apart by commas, such as open house, sellers."
        />
        <TextField {...field('startDate')} label="Start" type="date" required={false} />
        <TextField {...field('endDate')} label="End" type="date" required={false} />
        <TextField
          {...field('budget')}
          label="Budget"
          inputMode="decimal"
          required={false}
          maxLength={20}
          hint="In dollars. Costs that you add count against it."
        />
        <TextareaField
          {...field('description')}
          label="Description"
          required={false}
          maxLength={5000}
          className="sm:col-span-2"
        />
      </div>
      <fieldset className="grid gap-5 sm:grid-cols-2">
        <legend className="mb-3 font-medium">Goals</legend>
        <TextField {...field('goalLeads')} label="Leads" inputMode="numeric" required={false} maxLength={15} />
        <TextField
          {...field('goalRevenue')}
          label="Revenue"
          inputMode="decimal"
          required={false}
          maxLength={20}
          hint="In dollars."
        />
        <TextField
          {...field('goalClicks')}
          label="Clicks"
          inputMode="numeric"
          required={false}
          maxLength={15}
          hint="By people, in emails and posts."
        />
        <TextField {...field('goalDeadline')} label="Deadline" type="date" required={false} />
      </fieldset>
      <div>
        <Button variant="primary" name="intent" value="save">
          {save}
        </Button>
      </div>
    </OrganizationForm>
  );
}
