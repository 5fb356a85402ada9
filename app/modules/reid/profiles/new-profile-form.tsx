import type { SubmissionResult } from '@conform-to/react';
import { Form, useNavigation } from '@remix-run/react';
import { Button } from '~/components/ui/button.tsx';
import { SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationField, useOrganizationPage } from '~/components/ui/organization-form.tsx';
import { useInlineValidation } from '~/components/ui/use-inline-validation.ts';
import { nameSource } from '../figures/sources.ts';
import type { ProfileChoices } from './queries.server.ts';

interface NewProfileFormProps {
  /** The id of the profile it makes: a second click makes no second one. */
  formKey: string;
  choices: ProfileChoices;
  /** Texts by the names of the fields. */
  values: Readonly<Record<string, string>>;
  answer: SubmissionResult | undefined;
  /** Stands in place of the button when this month's profiles are used up. */
  limit: string | null;
}

/** Makes a profile of an area, of a part of its market, or of a home there. */
export function NewProfileForm({ formKey, choices, values, answer, limit }: NewProfileFormProps) {
  const isBusy = useNavigation().formData?.has('key') ?? false;
  const inline = useInlineValidation();
  const field = (name: string) => ({
    name,
    defaultValue: values[name],
    error: inline.messages[name] || answer?.error?.[name],
  });
  return (
    <Card>
      <Form ref={useOrganizationPage(answer)} method="post" onBlur={inline.onBlur} className="flex flex-col gap-5">
        <OrganizationField />
        <input type="hidden" name="key" value={formKey} />
        <div className="grid items-start gap-4 md:grid-cols-2">
          <TextField
            {...field('area')}
            label="Area"
            required
            maxLength={120}
            autoComplete="off"
            list="watched-areas"
            hint="Such as 78704, Austin, TX, Texas, or a key such as county-48453"
          />
          <TextField
            {...field('address')}
            label="Address of a home there"
            required={false}
            maxLength={200}
            autoComplete="off"
            hint="The scores are those of the area."
          />
          <SelectField
            {...field('source')}
            label="Price source"
            options={[
              { value: '', label: 'The first of Redfin, Zillow, Realtor.com' },
              ...choices.sources.map((source) => ({ value: source, label: nameSource(source) })),
            ]}
          />
          <SelectField
            {...field('propertyType')}
            label="Property type"
            options={[
              { value: '', label: 'All types together' },
              ...choices.propertyTypes.map((type) => ({ value: type, label: type })),
            ]}
          />
        </div>
        <datalist id="watched-areas">
          {choices.watched.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </datalist>
        <div>
          {limit ? (
            <p>{limit}</p>
          ) : (
            <Button variant="primary" disabled={isBusy} aria-busy={isBusy}>
              {isBusy ? 'Scoring…' : 'Make profile'}
            </Button>
          )}
        </div>
      </Form>
    </Card>
  );
}
