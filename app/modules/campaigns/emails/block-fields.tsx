import { CheckboxField, type FieldError, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { pictureWidths } from '../blocks/schema.ts';
import { blockField, type TypedBlock } from '../blocks/typed.ts';
import { longestMarkdown } from '../markdown/limits.ts';
import { PictureField } from '../media/picture-field.tsx';
import type { EmailListing } from './listings.ts';

interface BlockFieldsProps {
  block: TypedBlock;
  /** Its place in the email, from 0. */
  index: number;
  errors: Record<string, FieldError>;
  listings: readonly EmailListing[];
}

/** The fields of one block. */
export function BlockFields({ block, index, errors, listings }: BlockFieldsProps) {
  const field = (name: string) => {
    const full = blockField(index, name);
    return { name: full, id: full, error: errors[full], defaultValue: block.values[name] ?? '' };
  };
  const picture = (name: string, label: string) => (
    <PictureField
      name={blockField(index, name)}
      fileName={blockField(index, 'file')}
      label={label}
      value={block.values[name] ?? ''}
      error={errors[blockField(index, name)]}
    />
  );
  switch (block.type) {
    case 'heading':
      return (
        <>
          <TextField {...field('text')} label="Heading" maxLength={300} />
          <SelectField
            {...field('level')}
            label="Size"
            options={[
              { value: '2', label: 'Large' },
              { value: '3', label: 'Small' },
            ]}
          />
        </>
      );
    case 'text':
      return (
        <TextareaField
          {...field('text')}
          label="Text"
          rows={8}
          maxLength={longestMarkdown}
          hint="Markdown: **strong**, *emphasis*, [label](https://…), lines that begin with - or 1. for lists, with > for a quote. An empty line begins a paragraph."
        />
      );
    case 'button':
      return (
        <>
          <TextField {...field('label')} label="Label" maxLength={100} />
          <TextField
            {...field('url')}
            label="Leads to"
            inputMode="url"
            maxLength={2000}
            hint="https://, mailto: or tel:"
          />
        </>
      );
    case 'image':
      return (
        <>
          {picture('url', 'Picture')}
          <TextField
            {...field('alt')}
            label="Description"
            maxLength={300}
            hint="What it shows, for whoever does not see it."
          />
          <CheckboxField
            name={blockField(index, 'isDecorative')}
            id={blockField(index, 'isDecorative')}
            label="It is decoration and says nothing"
            defaultChecked={block.values.isDecorative === 'on'}
          />
          <TextField
            {...field('width')}
            label="Width in pixels"
            type="number"
            min={pictureWidths.smallest}
            max={pictureWidths.largest}
          />
          <TextField {...field('link')} label="Leads to" inputMode="url" maxLength={2000} required={false} />
        </>
      );
    case 'listing': {
      const { defaultValue: chosen, ...select } = field('listingId');
      const isOffered = chosen === '' || listings.some(({ id }) => id === chosen);
      return (
        <>
          <SelectField {...select} label="Listing" defaultValue={chosen}>
            <option value="">Choose one</option>
            {!isOffered && <option value={chosen}>The one that was chosen before</option>}
            {listings.map(({ id, address, city, state }) => (
              <option key={id} value={id}>{`${address}, ${city}, ${state}`}</option>
            ))}
          </SelectField>
          <TextField {...field('price')} label="Price" maxLength={60} required={false} hint="As it reads: $450,000" />
          {picture('image', 'Picture')}
          <TextField {...field('link')} label="Leads to" inputMode="url" maxLength={2000} required={false} />
          <TextField {...field('note')} label="Note" maxLength={500} required={false} />
        </>
      );
    }
    case 'divider':
      return <p className="text-muted">A line from side to side.</p>;
  }
}
