import type { SubmissionResult } from '@conform-to/react';
import { Button } from '~/components/ui/button.tsx';
import { CheckboxField, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { readTypedTexts } from '~/services/typed-texts.ts';
import type { ReportChoice } from './queries.server.ts';
import { type ReportTemplate, templateFacts } from './templates.ts';

interface NewReportFormProps {
  /** The id of the report it makes: a second click makes no second one. */
  formKey: string;
  /** Those that the viewer may make. */
  templates: readonly ReportTemplate[];
  years: readonly number[];
  thisYear: number;
  choices: readonly ReportChoice[];
  /** The one person whose expenses the viewer may report; undefined for who may report everybody's. */
  onlyPerson: { id: string; name: string } | undefined;
  answer: SubmissionResult | undefined;
}

/** Makes a report. What is seldom needed waits behind "Part of the year, filters, sharing". */
export function NewReportForm(props: NewReportFormProps) {
  const { formKey, templates, years, thisYear, choices, onlyPerson, answer } = props;
  const typed = answer ? readTypedTexts(answer) : {};
  const errors = answer?.error ?? {};
  const optionsOfKind = (kind: ReportChoice['kind'], all: string) => [
    { value: '', label: all },
    ...choices.filter((choice) => choice.kind === kind).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const readers = choices.filter(({ kind }) => kind === 'READER');
  return (
    <Card>
      <OrganizationForm className="flex flex-col gap-5">
        <h2>New report</h2>
        <input type="hidden" name="key" value={formKey} />
        <div className="grid gap-4 md:grid-cols-3">
          <SelectField
            name="template"
            label="Report"
            defaultValue={typed.template ?? templates[0]}
            error={errors.template}
            hint={`${templates.length} to choose from; each is explained below.`}
            options={templates.map((template) => ({ value: template, label: templateFacts[template].label }))}
          />
          <SelectField
            name="taxYear"
            label="Tax year"
            defaultValue={typed.taxYear ?? String(thisYear)}
            error={errors.taxYear}
            options={years.map((year) => ({ value: String(year), label: String(year) }))}
          />
          {onlyPerson ? (
            <div className="flex flex-col gap-1.5">
              <input type="hidden" name="member" value={onlyPerson.id} />
              <span className="font-medium">Person</span>
              <bdi className="py-2">{onlyPerson.name}</bdi>
            </div>
          ) : (
            <SelectField
              name="member"
              label="Person"
              defaultValue={typed.member}
              error={errors.member}
              options={optionsOfKind('PERSON', 'Everybody')}
            />
          )}
        </div>
        <details open={Boolean(answer)} className="flex flex-col gap-4">
          <summary className="link w-fit max-sm:py-2.5">Part of the year, filters, sharing</summary>
          <div className="mt-4 flex flex-col gap-5">
            <div className="grid gap-4 md:grid-cols-3">
              <TextField
                name="name"
                label="Name"
                required={false}
                maxLength={200}
                defaultValue={typed.name}
                error={errors.name}
              />
              <TextField
                name="from"
                type="date"
                label="From"
                required={false}
                defaultValue={typed.from}
                error={errors.from}
              />
              <TextField name="to" type="date" label="To" required={false} defaultValue={typed.to} error={errors.to} />
            </div>
            <fieldset className="grid gap-4 md:grid-cols-2 xl:grid-cols-4">
              <legend className="mb-3 font-medium">Filters of a custom report</legend>
              <SelectField
                name="category"
                label="Category"
                defaultValue={typed.category}
                error={errors.category}
                options={optionsOfKind('CATEGORY', 'All')}
              />
              <SelectField
                name="property"
                label="Property"
                defaultValue={typed.property}
                error={errors.property}
                options={[
                  ...optionsOfKind('PROPERTY', 'All').slice(0, 1),
                  { value: 'NONE', label: 'No property' },
                  ...optionsOfKind('PROPERTY', 'All').slice(1),
                ]}
              />
              <SelectField
                name="payee"
                label="Payee"
                defaultValue={typed.payee}
                error={errors.payee}
                options={optionsOfKind('PAYEE', 'All')}
              />
              <TextField
                name="merchant"
                label="Merchant holds"
                maxLength={200}
                required={false}
                defaultValue={typed.merchant}
                error={errors.merchant}
              />
            </fieldset>
            <CheckboxField
              name="wholeDollars"
              label="Lines in whole dollars"
              hint="As on the forms: sums are made in cents, and each line is rounded last."
              defaultChecked={typed.wholeDollars === 'on'}
            />
            <CheckboxField
              name="sharedWithAll"
              label="Everybody in the organization may read it"
              hint="What tells income or an estimate is still read only by people who may see taxes."
              defaultChecked={typed.sharedWithAll === 'on'}
            />
            {readers.length > 0 && (
              <fieldset className="flex flex-col gap-2">
                <legend className="mb-2 font-medium">Share with viewers</legend>
                {readers.map(({ id, name }) => (
                  <label key={id} className="flex items-center gap-2.5 max-sm:py-2">
                    <input type="checkbox" name="sharedWith" value={id} className="check" />
                    <bdi>{name}</bdi>
                  </label>
                ))}
              </fieldset>
            )}
          </div>
        </details>
        <div>
          <Button variant="primary">Generate</Button>
        </div>
        <dl className="grid gap-x-6 gap-y-3 border-t border-line pt-4 sm:grid-cols-2 xl:grid-cols-3">
          {templates.map((template) => (
            <div key={template}>
              <dt className="font-medium">{templateFacts[template].label}</dt>
              <dd className="text-muted">{templateFacts[template].description}</dd>
            </div>
          ))}
        </dl>
      </OrganizationForm>
    </Card>
  );
}
