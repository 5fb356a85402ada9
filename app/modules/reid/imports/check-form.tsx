import { Button } from '~/components/ui/button.tsx';
import { type FieldError, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { zillowMetrics } from './formats/zillow.ts';
import type { KeptFile } from './sample.ts';
import type { ImportChoices } from './schema.ts';
import { nameFigure } from './words.ts';

interface CheckFormProps {
  detected: Pick<KeptFile, 'format' | 'zillow' | 'survey'>;
  choices: ImportChoices;
  /** What was typed before, where a form came back. */
  typed?: Readonly<Record<string, string | undefined>> | undefined;
  errors?: Record<string, FieldError>;
}

/** Says how a file is to be read, and has it checked. */
export function CheckForm({ detected, choices, typed, errors = {} }: CheckFormProps) {
  const hasDays = detected.format !== 'CENSUS' && !detected.format.startsWith('NCES');
  const hasStates = detected.format !== 'FRED';
  return (
    <Card className="max-w-2xl p-5">
      <OrganizationForm className="flex flex-col gap-4">
        <h2>How it is read</h2>
        <input type="hidden" name="intent" value="check" />
        {detected.format === 'ZILLOW' && !detected.zillow && (
          <SelectField
            name="metric"
            label="Figure"
            hint="The name of the file does not say what it holds, and neither does the file."
            required
            defaultValue={typed?.metric ?? choices.metric ?? ''}
            error={errors.metric}
            options={[
              { value: '', label: 'Choose a figure' },
              ...Object.entries(zillowMetrics).map(([value, figure]) => ({ value, label: nameFigure(figure) })),
            ]}
          />
        )}
        {detected.format === 'CENSUS' && !detected.survey && (
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              name="year"
              label="Year"
              hint="The last year of the survey. The name of the file does not say it."
              inputMode="numeric"
              maxLength={4}
              required
              defaultValue={typed?.year ?? choices.survey?.year}
              error={errors.year}
            />
            <SelectField
              name="span"
              label="Years of the survey"
              defaultValue={typed?.span ?? String(choices.survey?.span ?? 5)}
              error={errors.span}
              options={[
                { value: '5', label: 'Five years' },
                { value: '1', label: 'One year' },
              ]}
            />
          </div>
        )}
        {(hasDays || hasStates) && (
          <div className="grid gap-4 sm:grid-cols-2">
            {hasDays && (
              <TextField
                name="from"
                label="From"
                type="date"
                hint="Earlier periods are left out. Empty takes all."
                defaultValue={typed?.from ?? choices.from ?? ''}
                error={errors.from}
              />
            )}
            {hasStates && (
              <TextField
                name="states"
                label="States"
                hint="Two letters each, like TX, NM. Empty takes all; the nation is always taken."
                maxLength={400}
                autoComplete="off"
                defaultValue={typed?.states ?? choices.states.join(', ')}
                error={errors.states}
              />
            )}
          </div>
        )}
        <div>
          <Button variant="primary">Check</Button>
        </div>
      </OrganizationForm>
    </Card>
  );
}
