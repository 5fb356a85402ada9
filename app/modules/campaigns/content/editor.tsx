import { Button, LinkButton } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { FormErrors, FormTexts } from '../typed-form.ts';
import { contentAddress, contentKinds } from './labels.ts';

/**
 * A piece of content as it is written.
 * @param timeZone  of the clock that its time is typed by
 */
export function ContentEditor({
  texts,
  errors,
  timeZone,
  isPublished,
}: {
  texts: FormTexts;
  errors: FormErrors;
  timeZone: string;
  isPublished: boolean;
}) {
  const field = (name: string) => ({ name, defaultValue: texts[name], error: errors?.[name] });
  return (
    <OrganizationForm className="flex max-w-3xl flex-col gap-5">
      <input type="hidden" name="id" value={texts.id} />
      <input type="hidden" name="version" value={texts.version} />
      <TextField {...field('title')} label="Title" maxLength={200} required />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          {...field('slug')}
          label="Address"
          maxLength={80}
          required={false}
          hint={
            isPublished
              ? 'The end of its web address. Links to the old one lead nowhere once it is changed.'
              : 'The end of its web address. Left empty, it is made from the title.'
          }
        />
        <SelectField {...field('kind')} label="Kind" options={optionsOf(contentKinds)} />
      </div>
      <TextField {...field('author')} label="Author" maxLength={200} required hint="The name it appears under." />
      <TextareaField
        {...field('body')}
        label="Text"
        rows={18}
        required={false}
        hint="Markdown: an empty line between paragraphs, ## heading, **strong**, *emphasis*, [label](https://…), - list, > quote."
      />
      <TextField
        {...field('publishAt')}
        label="Publish at"
        type="datetime-local"
        required={false}
        hint={`By the clocks of ${timeZone.replaceAll('_', ' ')}. Left empty, it is out at once.`}
        className="max-w-xs"
      />
      <div className="flex flex-wrap gap-2">
        <Button variant={isPublished ? 'primary' : 'secondary'} name="intent" value="save">
          Save
        </Button>
        <Button variant={isPublished ? 'secondary' : 'primary'} name="intent" value="publish">
          Publish
        </Button>
        <LinkButton href={contentAddress} variant="quiet">
          Back to the content
        </LinkButton>
      </div>
    </OrganizationForm>
  );
}
