import type { FieldMetadata } from '@conform-to/react';
import { CheckboxField, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { type ToolField, type ToolFieldName, toolFields } from '~/modules/marketplace/catalog/tool-fields.ts';
import { IconChoice } from './icon-choice.tsx';

/** The control of one field of a tool. `state` holds the typed value and the errors. */
export function ToolFieldControl({
  name,
  isNew,
  state,
}: {
  name: ToolFieldName;
  isNew: boolean;
  state: FieldMetadata<unknown>;
}) {
  const { control, label, formLabel = label, hint, newHint = hint, isWide, starts }: Shown = toolFields[name];
  const shown = {
    ...fieldProps(state),
    label: formLabel,
    hint: isNew ? newHint : hint,
    className: isWide ? 'sm:col-span-2' : undefined,
  };
  switch (control.type) {
    case 'line':
      return <TextField {...shown} {...control.attributes} />;
    case 'text':
      return <TextareaField {...shown} rows={control.rows} />;
    case 'choice':
      // Without a first value, the form of a new tool makes people choose.
      return <SelectField {...shown} options={listChoices(control.choices, isNew && starts === undefined)} />;
    case 'checkbox': {
      const { defaultValue, required, minLength, maxLength, ...checkbox } = shown;
      return <CheckboxField {...checkbox} defaultChecked={defaultValue === 'on'} />;
    }
    case 'icon':
      return (
        <div className={shown.className}>
          <IconChoice chosen={shown.defaultValue} error={state.errors} />
        </div>
      );
  }
}

/** The parts of a field that its control needs, whatever the type of its values. */
type Shown = Pick<ToolField<unknown>, 'control' | 'label' | 'formLabel' | 'hint' | 'newHint' | 'isWide' | 'starts'>;

function listChoices(choices: Readonly<Record<string, string>>, withoutChoice: boolean) {
  const listed = Object.entries(choices).map(([value, label]) => ({ value, label }));
  return withoutChoice ? [{ value: '', label: 'Choose …' }, ...listed] : listed;
}
