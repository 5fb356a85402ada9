import { useState } from 'react';
import {
  CheckboxField,
  type FieldError,
  optionsOf,
  SelectField,
  TextareaField,
  TextField,
} from '~/components/ui/field.tsx';
import { bundleTypeLabels, requiredTierLabels } from '~/modules/marketplace/labels.ts';
import { IconChoice } from '~/modules/marketplace/tool-editor/icon-choice.tsx';
import { slugOf } from '~/utils/slugs.ts';
import type { BundleDraft } from './draft.ts';

/**
 * The fields for a bundle's name, address and texts.
 * @param slug  slug of the saved bundle; a new one takes its place as the address
 */
export function BundleDetailsFields({
  draft,
  errors,
  slug,
}: {
  draft: BundleDraft;
  errors: Record<string, FieldError>;
  slug: string | undefined;
}) {
  const [name, setName] = useState(draft.name);
  return (
    <div className="flex flex-col gap-5">
      <TextField
        name="name"
        label="Name"
        defaultValue={draft.name}
        onChange={({ target }) => setName(target.value)}
        maxLength={120}
        required
        autoComplete="off"
        error={errors.name}
      />
      <TextField
        name="slug"
        label="Address"
        defaultValue={draft.slug}
        placeholder={slugOf(name)}
        maxLength={80}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.slug}
        hint={
          slug
            ? `The last part of /bundles/${slug}. Should you change it, the old address leads to the new one.`
            : 'The last part of /bundles/…; left empty, it follows the name.'
        }
      />
      <TextField
        name="description"
        label="Description"
        hint="One sentence: it stands on cards and in search results."
        defaultValue={draft.description}
        maxLength={300}
        required
        error={errors.description}
      />
      <TextareaField
        name="longDescription"
        label="Long description"
        hint="For the bundle’s own page. An empty line begins a new paragraph."
        defaultValue={draft.longDescription}
        maxLength={5000}
        rows={6}
        required={false}
        error={errors.longDescription}
      />
    </div>
  );
}

/** The fields for a bundle's type, tier and icon. */
export function BundleFilingFields({ draft, errors }: { draft: BundleDraft; errors: Record<string, FieldError> }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <SelectField
        name="bundleType"
        label="Bundle type"
        options={optionsOf(bundleTypeLabels)}
        defaultValue={draft.bundleType}
        error={errors.bundleType}
      />
      <SelectField
        name="requiredTier"
        label="Plan needed"
        options={optionsOf({ ...requiredTierLabels, FREE: 'Any plan' })}
        defaultValue={draft.requiredTier}
        error={errors.requiredTier}
      />
      <div className="min-w-0 sm:col-span-2">
        <IconChoice chosen={draft.icon} error={listMessages(errors.icon)} />
      </div>
      <CheckboxField
        name="isPopular"
        label="Popular"
        hint="Shown on the home page before the others."
        defaultChecked={draft.isPopular}
        className="sm:col-span-2"
      />
    </div>
  );
}

const listMessages = (error: FieldError) => (error ? [error].flat() : undefined);
