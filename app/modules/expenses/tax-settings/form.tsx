import type { ReactNode } from 'react';
import { Button } from '~/components/ui/button.tsx';
import { CheckboxField, type FieldError, optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { stateNames } from '~/utils/us-states.ts';
import { amountParts, qbiFields } from './fields.ts';
import { filingStatusLabels, homeOfficeLabels, instalmentLabels, methodLabels, taxedAsLabels } from './labels.ts';

type Errors = Record<string, FieldError> | null | undefined;

/**
 * The settings of a year.
 * @param values  texts by the names of the fields: as saved, or as typed into a refused form
 */
export function TaxSettingsForm({
  year,
  values,
  errors,
  presetNote,
  isReadOnly,
}: {
  year: number;
  values: Record<string, string>;
  errors: Errors;
  /** Said below the state's rate, where the state's preset is known. */
  presetNote: string | null;
  isReadOnly: boolean;
}) {
  const field = (name: string) => ({ name, defaultValue: values[name] ?? '', error: errors?.[name] });
  const amount = (name: string, label: string, hint?: string) => (
    <TextField
      key={name}
      {...field(name)}
      label={label}
      hint={hint}
      inputMode="decimal"
      autoComplete="off"
      maxLength={20}
      placeholder="0.00"
    />
  );
  const box = (name: string, label: string, hint?: string) => (
    <CheckboxField
      key={name}
      name={name}
      label={label}
      hint={hint}
      defaultChecked={values[name] === 'on'}
      error={errors?.[name]}
      className="sm:col-span-2"
    />
  );
  return (
    <OrganizationForm>
      <fieldset disabled={isReadOnly} className="flex flex-col gap-6">
        <legend className="sr-only">{`Settings of ${year}`}</legend>
        <input type="hidden" name="intent" value="save-settings" />
        <input type="hidden" name="version" value={values.version} />
        <Part title="You">
          <SelectField
            {...field('taxedAs')}
            label="Taxed as"
            required
            options={optionsOf(taxedAsLabels)}
            hint="An estimate is made for the first two. The others have books and reports."
          />
          <SelectField
            {...field('filingStatus')}
            label="Filing status"
            required
            options={optionsOf(filingStatusLabels)}
          />
          <SelectField {...field('state')} label="State" options={optionsOf(stateNames, 'Not said')} />
          <TextField
            {...field('stateRate')}
            label="State income tax rate, percent"
            hint={
              presetNote ?? `What your state takes of income in ${year}. Left empty, the state’s tax is not estimated.`
            }
            inputMode="decimal"
            autoComplete="off"
            maxLength={8}
          />
          {amount('stateDeduction', 'State deduction', 'What the state leaves untaxed')}
        </Part>
        {amountParts.map(({ title, fields }) => (
          <Part key={title} title={title}>
            {fields.map(({ name, label, hint }) => amount(name, label, hint))}
          </Part>
        ))}
        <Part title="Last year">
          {amount('lastYearTax', `Total tax of ${year - 1}`, 'Left empty, 90 % of this year’s tax has to be paid.')}
          {amount('lastYearIncome', `Adjusted gross income of ${year - 1}`, 'With a minus for a loss')}
          {box('hadNoTaxLastYear', `I owed no tax for the whole of ${year - 1}`)}
        </Part>
        <Part title="Qualified business income">
          {qbiFields.map(({ name, label, hint }) => amount(name, label, hint))}
          {box('materiallyParticipates', 'I materially participate in the business')}
          {box('rentalQualifies', 'My rentals qualify as a business')}
          {box(
            'isRealEstateProfessional',
            'I materially participate as a real-estate professional',
            'A rental loss counts then, and rentals are no net investment income.',
          )}
        </Part>
        <Part title="Home office">
          <SelectField {...field('homeOfficeMethod')} label="Method" required options={optionsOf(homeOfficeLabels)} />
          <TextField
            {...field('homeOfficeSquareFeet')}
            label="Square feet"
            hint="At most 300 count"
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
          />
          <TextField
            {...field('homeOfficeMonths')}
            label="Months used"
            inputMode="numeric"
            autoComplete="off"
            maxLength={2}
          />
          {amount('homeOfficeAmount', 'Amount of Form 8829')}
        </Part>
        <Part title="How it is calculated">
          <SelectField
            {...field('calculationMethod')}
            label="Estimate"
            required
            options={optionsOf(methodLabels)}
            className="sm:col-span-2"
          />
          {amount('customIncome', 'Business income of the year', 'For the custom estimate')}
          {amount('customExpenses', 'Business expenses of the year', 'For the custom estimate')}
          <TextField
            {...field('simplifiedRate')}
            label="Rate of the profit, percent"
            hint="For the simplified estimate"
            inputMode="decimal"
            autoComplete="off"
            maxLength={8}
          />
          <SelectField
            {...field('instalmentMethod')}
            label="Instalments"
            required
            options={optionsOf(instalmentLabels)}
            className="sm:col-span-2"
          />
        </Part>
        {!isReadOnly && (
          <div>
            <Button variant="primary">Save</Button>
          </div>
        )}
      </fieldset>
    </OrganizationForm>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="p-5 sm:p-6">
      <fieldset className="grid items-start gap-5 sm:grid-cols-2">
        <legend className="mb-4 text-lg font-semibold">{title}</legend>
        {children}
      </fieldset>
    </Card>
  );
}
