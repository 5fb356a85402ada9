import { type FieldMetadata, type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { CheckboxField, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card } from '~/components/ui/layout.tsx';
import {
  areaLabels,
  categoryLabels,
  integrationTypeLabels,
  priceModelLabels,
  publishedStatuses,
  requiredTierLabels,
  statusLabels,
  tierLabels,
} from '~/modules/marketplace/labels.ts';
import { IconChoice } from './icon-choice.tsx';
import { newToolSchema, toolSchema } from './schema.ts';
import { toolFieldLabels as labels, type ToolValues } from './values.ts';

const actionsId = 'actions';
/** For the error summary: where it leads for what is not a field of that name. */
export const toolFormIds = {
  icon: 'icon-box',
  id: actionsId,
  intent: actionsId,
  revision: actionsId,
  original: actionsId,
};

/**
 * Everything that is typed of a tool.
 * @param values  what the fields hold as long as nothing was sent
 * @param hidden  fields that are not typed, by name
 * @param children  the buttons; the first one is what Enter presses
 */
export function ToolForm({
  isNew,
  values,
  hidden,
  lastResult,
  children,
}: {
  isNew: boolean;
  values: Partial<ToolValues> & { publishAs: string };
  hidden: Record<string, string>;
  lastResult: SubmissionResult | undefined;
  children: ReactNode;
}) {
  const [form, fields] = useForm<z.input<typeof toolSchema>>({
    lastResult,
    constraint: getZodConstraint(isNew ? newToolSchema : toolSchema),
    defaultNoValidate: false,
    defaultValue: values,
  });
  return (
    <form method="post" noValidate={form.noValidate} className="flex max-w-4xl flex-col gap-6">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Section title="What it is">
        <TextField {...fieldProps(fields.name)} label={labels.name} />
        <TextField
          {...fieldProps(fields.slug)}
          label={labels.slug}
          autoCapitalize="none"
          spellCheck={false}
          hint={
            isNew
              ? 'The end of its address, /tools/… Leave it empty to make it from the name.'
              : 'The end of its address, /tools/… After a change, the old address still leads here.'
          }
        />
        <TextField
          {...fieldProps(fields.description)}
          label={labels.description}
          hint="One line that says what it does for whom. Cards and search results show it."
          className="sm:col-span-2"
        />
        <TextareaField
          {...fieldProps(fields.longDescription)}
          label={labels.longDescription}
          rows={8}
          hint="Paragraphs are separated by an empty line."
          className="sm:col-span-2"
        />
        <div className="sm:col-span-2">
          <IconChoice chosen={textOf(fields.icon.initialValue)} error={fields.icon.errors} />
        </div>
      </Section>
      <Section title="Where it is found">
        <SelectField
          {...fieldProps(fields.category)}
          label={labels.category}
          options={options(categoryLabels, isNew)}
        />
        <SelectField {...fieldProps(fields.area)} label={labels.area} options={options(areaLabels, isNew)} />
        <TextareaField {...fieldProps(fields.tags)} label={labels.tags} rows={6} hint="One a line, at most 10." />
        <CheckboxField
          name={fields.isFeatured.name}
          error={fields.isFeatured.errors}
          defaultChecked={fields.isFeatured.initialValue === 'on'}
          label={labels.isFeatured}
          hint="Shown where tools are recommended."
        />
      </Section>
      <Section title="What it costs">
        <SelectField {...fieldProps(fields.tier)} label={labels.tier} options={options(tierLabels)} />
        <TextField
          {...fieldProps(fields.price)}
          label="Price in dollars"
          inputMode="decimal"
          placeholder="That of the price tier"
          hint="Leave it empty and it follows the price tier. A free tool costs nothing."
        />
        <SelectField {...fieldProps(fields.priceModel)} label={labels.priceModel} options={options(priceModelLabels)} />
        <SelectField
          {...fieldProps(fields.requiredTier)}
          label={labels.requiredTier}
          options={options(requiredTierLabels)}
          hint="The lowest tier an organization must be on to buy it."
        />
        <TextField
          {...fieldProps(fields.seatsIncluded)}
          label={labels.seatsIncluded}
          inputMode="numeric"
          hint="Leave it empty for everyone in the organization."
        />
      </Section>
      <Section title="What it does">
        <TextareaField
          {...fieldProps(fields.capabilities)}
          label={labels.capabilities}
          rows={6}
          hint="What it can do. One a line."
        />
        <TextareaField
          {...fieldProps(fields.features)}
          label={labels.features}
          rows={6}
          hint="What buyers get. One a line."
        />
        <TextareaField
          {...fieldProps(fields.integrations)}
          label={labels.integrations}
          rows={6}
          hint="Systems it works with. One a line."
        />
      </Section>
      <Section title="Where it comes from">
        <TextField {...fieldProps(fields.provider)} label={labels.provider} />
        <TextField {...fieldProps(fields.version)} label={labels.version} />
        <SelectField
          {...fieldProps(fields.integrationType)}
          label={labels.integrationType}
          options={options(integrationTypeLabels)}
        />
        <AddressField field={fields.documentationUrl} label={labels.documentationUrl} />
        <AddressField field={fields.demoUrl} label={labels.demoUrl} />
        <AddressField field={fields.supportUrl} label={labels.supportUrl} />
      </Section>
      <Card className="p-5 sm:p-6">
        <div id={actionsId} className="flex flex-col gap-5">
          <SelectField
            {...fieldProps(fields.publishAs)}
            label="Published as"
            options={publishedStatuses.map((status) => ({ value: status, label: statusLabels[status] }))}
            hint="“Coming soon” is listed and cannot be ordered yet. It counts while the tool is published."
            className="max-w-sm"
          />
          <div className="flex flex-wrap gap-2">{children}</div>
        </div>
      </Card>
    </form>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="p-5 sm:p-6">
      <fieldset className="grid items-start gap-5 sm:grid-cols-2">
        <legend className="mb-4 text-lg font-semibold">{title}</legend>
        {children}
      </fieldset>
    </Card>
  );
}

function AddressField({ field, label }: { field: FieldMetadata<unknown>; label: string }) {
  return (
    <TextField
      {...fieldProps(field)}
      label={label}
      type="url"
      pattern="https://.*"
      title="An address that starts with https://"
      placeholder="https://"
    />
  );
}

function options(choices: Record<string, string>, withoutChoice = false) {
  const listed = Object.entries(choices).map(([value, label]) => ({ value, label }));
  return withoutChoice ? [{ value: '', label: 'Choose …' }, ...listed] : listed;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
