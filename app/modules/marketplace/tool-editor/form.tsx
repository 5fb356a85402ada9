import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { SelectField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Card } from '~/components/ui/layout.tsx';
import { toolFieldNames, toolFields, toolFormParts } from '~/modules/marketplace/catalog/tool-fields.ts';
import type { ToolSummary } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import { publishedStatuses, statusLabels } from '~/modules/marketplace/labels.ts';
import { CardPreview } from './card-preview.tsx';
import { ToolFieldControl } from './field-control.tsx';
import { newToolSchema, toolSchema } from './schema.ts';
import type { ToolValues } from './values.ts';

const actionsId = 'actions';
/** Targets of the error summary for errors that no field of that name can show. */
export const toolFormIds = {
  icon: 'icon-box',
  id: actionsId,
  intent: actionsId,
  revision: actionsId,
  original: actionsId,
};

/**
 * The form of a tool.
 * @param values  values of the fields until the form is sent
 * @param hidden  fields that are not typed, by name
 * @param card  the tool as its card shows what the form holds
 * @param children  the buttons; Enter presses the first one
 */
export function ToolForm({
  isNew,
  values,
  hidden,
  lastResult,
  card,
  children,
}: {
  isNew: boolean;
  values: ToolValues & { publishAs: string };
  hidden: Record<string, string>;
  lastResult: SubmissionResult | undefined;
  card: ToolSummary;
  children: ReactNode;
}) {
  const [form, fields] = useForm<z.input<typeof toolSchema>>({
    lastResult,
    constraint: getZodConstraint(isNew ? newToolSchema : toolSchema),
    defaultNoValidate: false,
    defaultValue: values,
  });
  return (
    <form method="post" noValidate={form.noValidate} className="tool-editor">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex min-w-0 flex-col gap-6">
        {toolFormParts.map((part) => (
          <Card key={part} className="p-5 sm:p-6">
            <fieldset className="grid items-start gap-5 sm:grid-cols-2">
              <legend className="mb-4 text-lg font-semibold">{part}</legend>
              {toolFieldNames
                .filter((name) => toolFields[name].part === part)
                .map((name) => (
                  <ToolFieldControl key={name} name={name} isNew={isNew} state={fields[name]} />
                ))}
            </fieldset>
          </Card>
        ))}
      </div>
      <div className="tool-editor-side">
        <Card>
          <div id={actionsId} className="flex flex-col gap-5">
            <SelectField
              {...fieldProps(fields.publishAs)}
              label="Published as"
              options={publishedStatuses.map((status) => ({ value: status, label: statusLabels[status] }))}
              hint="“Coming soon” is listed and cannot be ordered yet. It counts while the tool is published."
            />
            <div className="flex flex-wrap gap-2">{children}</div>
          </div>
        </Card>
        <CardPreview tool={card} />
      </div>
    </form>
  );
}
