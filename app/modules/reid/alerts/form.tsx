import { useEffect, useState } from 'react';
import { Button } from '~/components/ui/button.tsx';
import {
  CheckboxField,
  type FieldError,
  FieldMessage,
  optionsOf,
  SelectField,
  TextareaField,
  TextField,
} from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { useInlineValidation } from '~/components/ui/use-inline-validation.ts';
import { nameSource } from '../figures/sources.ts';
import { mostAreas } from './area-text.ts';
import { baselineLabels, comparisonLabels, watchedLabels } from './conditions.ts';
import type { AlertFormValues } from './form-values.ts';
import { channelLabels, frequencyLabels, timeZoneLabels } from './labels.ts';

interface AlertFormProps {
  values: AlertFormValues;
  /** The filters of an older alert in words; null without any. */
  filters: string | null;
  errors: Record<string, FieldError> | null | undefined;
  /** Names of the sources that the organization has figures of. */
  sources: readonly string[];
  /** Whether the alert is new and may be one of the whole organization. */
  mayBeForAll: boolean;
  /** The text of the button that saves. */
  save: string;
}

/** The form of an alert: what it watches, where, and how it tells. Its other button tries it against history. */
export function AlertForm({
  values: { texts, channels },
  filters,
  errors: refused,
  sources,
  mayBeForAll,
  save,
}: AlertFormProps) {
  const { messages, onBlur } = useInlineValidation();
  const [watch, setWatch] = useState(texts.watch ?? 'price');
  const [compare, setCompare] = useState(texts.compare ?? 'falls');
  const errors = { ...messages, ...refused };
  // Without script nothing brings a field back, so all of them stay.
  const [hasScript, setHasScript] = useState(false);
  useEffect(() => setHasScript(true), []);
  const isLabel = hasScript && watch === 'market_label';
  const isLevel = hasScript && !isLabel && (compare === 'above' || compare === 'below');
  const field = (name: string) => ({ name, defaultValue: texts[name], error: errors[name] });
  const zones = optionsOf(timeZoneLabels);
  const { timeZone = 'UTC' } = texts;
  return (
    <OrganizationForm className="flex flex-col gap-6" onBlur={onBlur}>
      <input type="hidden" name="id" value={texts.id} />
      {texts.version && <input type="hidden" name="version" value={texts.version} />}
      <Card className="grid gap-5 p-5 sm:grid-cols-2">
        <TextField {...field('name')} label="Name" required maxLength={120} className="sm:col-span-2" />
        <SelectField
          {...field('watch')}
          label="Watch"
          options={optionsOf(watchedLabels)}
          onChange={({ currentTarget }) => setWatch(currentTarget.value)}
        />
        <div className={isLabel ? 'hidden' : undefined}>
          <SelectField
            {...field('compare')}
            label="Tell when it"
            options={optionsOf(comparisonLabels)}
            onChange={({ currentTarget }) => setCompare(currentTarget.value)}
          />
        </div>
        <div className={isLabel ? 'hidden' : 'grid grid-cols-2 gap-3'}>
          <TextField {...field('value')} label="Value" inputMode="decimal" maxLength={20} />
          <SelectField
            {...field('unit')}
            label="Unit"
            options={[
              { value: 'percent', label: '%' },
              { value: 'amount', label: '$, homes, days, months' },
            ]}
          />
        </div>
        <div className={isLevel ? 'hidden' : undefined}>
          <SelectField
            {...field('over')}
            label="Compared with"
            options={optionsOf(baselineLabels)}
            hint="The very period: where it is missing, the alert cannot be judged and says nothing."
          />
        </div>
        <SourceField {...field('source')} sources={sources} />
        <TextField
          {...field('propertyType')}
          label="Property type"
          required={false}
          maxLength={100}
          hint="As the source writes it, such as Condo/Co-op. Leave it empty for all types together."
        />
        <TextareaField
          {...field('areas')}
          label="Areas"
          required={filters === null}
          rows={5}
          hint={`One a line, at most ${mostAreas}: 78704, TX, Austin, TX, Travis County, TX, or the key in the address of an area’s page.`}
          className="sm:col-span-2"
        />
        {filters !== null && (
          <CheckboxField
            name="keepsFilters"
            label={`Also watch ${filters}`}
            defaultChecked={texts.keepsFilters === 'on'}
            className="sm:col-span-2"
          />
        )}
      </Card>
      <Card className="grid gap-5 p-5 sm:grid-cols-2">
        <Channels channels={channels} error={errors.channels} />
        <SelectField {...field('frequency')} label="When" options={optionsOf(frequencyLabels)} />
        <SelectField
          {...field('timeZone')}
          label="Time zone"
          options={
            zones.some(({ value }) => value === timeZone) ? zones : [...zones, { value: timeZone, label: timeZone }]
          }
        />
        <TextareaField
          {...field('emails')}
          label="Emails"
          required={false}
          rows={3}
          hint="One a line, at most 10. Each mail has a link that stops it."
        />
        <TextField
          {...field('webhookUrl')}
          label="Webhook address"
          type="url"
          required={false}
          maxLength={2_048}
          placeholder="https://hooks.example.com/lotline"
          hint="Gets a signed POST with JSON. Its secret is shown once, after you save."
        />
        <TextField
          {...field('maxPerDay')}
          label="Most events a day"
          inputMode="numeric"
          required={false}
          hint="More are kept and held back, until somebody sends them."
        />
        <TextField
          {...field('disableAfter')}
          label="Turn off after"
          inputMode="numeric"
          required={false}
          hint="So many events. Leave it empty to keep it on."
        />
        <CheckboxField
          name="requireVerification"
          label="Somebody looks at each event first"
          hint="Nothing is sent until it is approved."
          defaultChecked={texts.requireVerification === 'on'}
          error={errors.requireVerification}
        />
        {mayBeForAll && (
          <CheckboxField
            name="isForOrganization"
            label="For the whole organization"
            hint="Everybody sees it and its events. Otherwise it is yours."
            defaultChecked={texts.isForOrganization === 'on'}
            error={errors.isForOrganization}
          />
        )}
      </Card>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" name="intent" value="save">
          {save}
        </Button>
        <Button name="intent" value="test" formNoValidate>
          Test
        </Button>
      </div>
    </OrganizationForm>
  );
}

/** The source, by its name: a list where there are sources, else a text, because an import may come later. */
function SourceField({
  sources,
  ...field
}: {
  sources: readonly string[];
  name: string;
  defaultValue: string | undefined;
  error: FieldError;
}) {
  const hint = 'Figures of two publishers are never mixed.';
  if (sources.length === 0) return <TextField {...field} label="Source" required maxLength={100} hint={hint} />;
  const { defaultValue } = field;
  const all = defaultValue && !sources.includes(defaultValue) ? [defaultValue, ...sources] : sources;
  return (
    <SelectField
      {...field}
      label="Source"
      options={all.map((source) => ({ value: source, label: nameSource(source) }))}
      hint={hint}
    />
  );
}

function Channels({ channels, error }: { channels: readonly string[]; error: FieldError }) {
  return (
    <fieldset
      id="channels"
      className="flex flex-col gap-2 sm:col-span-2"
      aria-describedby={error ? 'channels-error' : undefined}
    >
      <legend className="mb-1.5 font-medium">Tell me</legend>
      {Object.entries(channelLabels).map(([channel, label]) => (
        <label key={channel} className="flex min-h-11 items-center gap-2.5 sm:min-h-6">
          <input
            type="checkbox"
            name="channels"
            value={channel}
            defaultChecked={channels.includes(channel)}
            className="check"
          />
          {label}
        </label>
      ))}
      <FieldMessage id="channels" error={error} />
    </fieldset>
  );
}
