import { Button } from '~/components/ui/button.tsx';
import { type FieldError, optionsOf, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { ListedPicture } from '../media/queries.server.ts';
import type { AccountChoice } from '../social-accounts/queries.server.ts';
import type { PostTexts } from './form-values.ts';
import { PictureFields } from './picture-fields.tsx';
import { formatLabels, platformLabels } from './platforms.ts';

interface PostFormProps {
  texts: PostTexts;
  errors: Record<string, FieldError> | null | undefined;
  accounts: readonly AccountChoice[];
  pictures: readonly ListedPicture[];
}

/** The form of a post: its words, its pictures, and where and when it is published. */
export function PostForm({ texts, errors, accounts, pictures }: PostFormProps) {
  const field = (name: string) => ({ name, defaultValue: texts[name], error: errors?.[name] });
  return (
    <OrganizationForm encType="multipart/form-data" className="flex flex-col gap-6">
      <input type="hidden" name="version" value={texts.version} />
      <Card className="grid gap-5 p-5 sm:grid-cols-2">
        <SelectField {...field('platform')} label="Platform" options={optionsOf(platformLabels)} />
        <SelectField
          {...field('accountId')}
          label="Account"
          options={[
            { value: '', label: 'By hand' },
            ...accounts.map((account) => ({ value: account.id, label: writeAccount(account) })),
          ]}
          hint="With an account it publishes itself. By hand, a mail tells you when it is due."
        />
        <TextareaField {...field('postText')} label="Text" rows={8} maxLength={63_206} className="sm:col-span-2" />
        <TextField
          {...field('title')}
          label="Title"
          required={false}
          maxLength={200}
          hint="YouTube and Pinterest show one."
          className="sm:col-span-2"
        />
        <TextField
          {...field('hashtags')}
          label="Hashtags"
          required={false}
          maxLength={2_000}
          placeholder="#OpenHouse #Austin"
          hint="Those that the text does not have are added behind it."
        />
        <TextField
          {...field('mentions')}
          label="Mentions"
          required={false}
          maxLength={2_000}
          placeholder="@name"
          hint="As the platform writes names."
        />
        <TextField
          {...field('linkUrl')}
          label="Link"
          type="url"
          required={false}
          maxLength={2_000}
          placeholder="https://example.com/home"
          hint="Stands behind the text, with parameters that tell your statistics where a click came from."
        />
        <SelectField {...field('format')} label="Kind" options={optionsOf(formatLabels)} />
      </Card>
      <PictureFields texts={texts} errors={errors} pictures={pictures} />
      <Card className="grid gap-5 p-5 sm:grid-cols-2">
        <TextField {...field('localTime')} label="Day and time" type="datetime-local" required={false} />
        <TextField
          {...field('timeZone')}
          label="Time zone"
          maxLength={64}
          placeholder="America/Chicago"
          hint="It is that time by the clocks there, also after they change."
        />
      </Card>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" name="intent" value="save">
          Save
        </Button>
        <Button name="intent" value="schedule">
          Schedule
        </Button>
        <Button name="intent" value="publish-now">
          Publish now
        </Button>
        <Button name="intent" value="count" formNoValidate>
          Count
        </Button>
      </div>
    </OrganizationForm>
  );
}

const writeAccount = ({ name, platform }: AccountChoice) =>
  `${name} (${platform ? platformLabels[platform] : 'any platform'})`;
