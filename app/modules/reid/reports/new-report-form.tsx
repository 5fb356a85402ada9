import type { SubmissionResult } from '@conform-to/react';
import { Form, useNavigation } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { type FieldError, FieldMessage, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationField, useOrganizationPage } from '~/components/ui/organization-form.tsx';
import { useInlineValidation } from '~/components/ui/use-inline-validation.ts';
import { nameSource } from '../figures/sources.ts';
import type { ReportChoices } from './queries.server.ts';
import { reportSections, reportTypes, sectionLabels, typeFacts } from './types.ts';
import type { ReportValues } from './values.ts';

interface NewReportFormProps {
  /** The id of the report it makes: a second click makes no second one. */
  formKey: string;
  choices: ReportChoices;
  values: ReportValues;
  answer: SubmissionResult | undefined;
}

/** Makes a report. What is seldom needed waits behind "Source, sections, sharing". */
export function NewReportForm({ formKey, choices, values, answer }: NewReportFormProps) {
  const isBusy = useNavigation().formData?.has('key') ?? false;
  const inline = useInlineValidation();
  const error = (name: string) => inline.messages[name] || answer?.error?.[name];
  const isSeldomUsed =
    values.type === 'CUSTOM' || Boolean(values.source || values.propertyType) || Boolean(answer?.error);
  return (
    <Card>
      <Form ref={useOrganizationPage(answer)} method="post" onBlur={inline.onBlur} className="flex flex-col gap-5">
        <OrganizationField />
        <input type="hidden" name="key" value={formKey} />
        {values.template && <input type="hidden" name="template" value={values.template} />}
        <div className="grid gap-4 md:grid-cols-2">
          <SelectField
            name="type"
            label="Report"
            defaultValue={values.type}
            error={error('type')}
            options={reportTypes.map((type) => ({ value: type, label: typeFacts[type].label }))}
          />
          <TextField
            name="name"
            label="Name"
            required={false}
            maxLength={200}
            defaultValue={values.name}
            error={error('name')}
          />
        </div>
        {choices.watched.length > 0 && (
          <CheckboxGroup
            legend="Areas you watch"
            name="areas"
            options={choices.watched.map(({ key, name }) => ({ value: key, label: name }))}
            chosen={values.areas}
            error={error('areas')}
          />
        )}
        <TextareaField
          name="otherAreas"
          label={choices.watched.length > 0 ? 'Other areas' : 'Areas'}
          hint="One a line, ten in all: 78704, Austin, TX, Texas, or a key such as county-48453."
          rows={3}
          maxLength={2000}
          defaultValue={values.otherAreas}
          error={error('otherAreas')}
        />
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            name="from"
            type="date"
            label="From"
            required
            defaultValue={values.from}
            error={error('from')}
            hint="More than a year before the end, so that changes over a year can be told."
          />
          <TextField name="to" type="date" label="To" required defaultValue={values.to} error={error('to')} />
        </div>
        <details open={isSeldomUsed}>
          <summary className="link w-fit max-sm:py-2.5">Source, sections, sharing</summary>
          <div className="mt-4 flex flex-col gap-5">
            <div className="grid gap-4 md:grid-cols-2">
              <SelectField
                name="source"
                label="Source"
                defaultValue={values.source}
                error={error('source')}
                hint="Figures that it lacks come from one other source, which is named beside them."
                options={[
                  { value: '', label: 'The first of Redfin, Zillow, Realtor.com' },
                  ...choices.sources.map((source) => ({ value: source, label: nameSource(source) })),
                ]}
              />
              <SelectField
                name="propertyType"
                label="Property type"
                defaultValue={values.propertyType}
                error={error('propertyType')}
                options={[
                  { value: '', label: 'All types together' },
                  ...choices.propertyTypes.map((type) => ({ value: type, label: type })),
                ]}
              />
            </div>
            <CheckboxGroup
              legend="Sections of a custom report"
              name="sections"
              options={reportSections.map((key) => ({ value: key, label: sectionLabels[key] }))}
              chosen={values.sections}
              error={error('sections')}
            />
            {choices.people.length > 0 && (
              <CheckboxGroup
                legend="Share with"
                name="sharedWith"
                options={choices.people.map(({ id, name }) => ({ value: id, label: name }))}
                chosen={values.sharedWith}
                error={error('sharedWith')}
              />
            )}
          </div>
        </details>
        <div>
          <Button variant="primary" disabled={isBusy} aria-busy={isBusy}>
            {isBusy ? 'Generating…' : 'Generate'}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

interface CheckboxGroupProps {
  legend: string;
  name: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  error: FieldError;
}

/** Check boxes of one name. The first one has the name as its id, for the error summary. */
function CheckboxGroup({ legend, name, options, chosen, error }: CheckboxGroupProps) {
  return (
    <fieldset aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="mb-2 font-medium">{legend}</legend>
      <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
        {options.map(({ value, label }, index) => (
          <label key={value} className="flex items-center gap-2.5 max-sm:py-2">
            <input
              type="checkbox"
              id={index === 0 ? name : undefined}
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
              className="check"
            />
            {label}
          </label>
        ))}
      </div>
      <FieldMessage id={name} error={error} className="mt-2" />
    </fieldset>
  );
}
