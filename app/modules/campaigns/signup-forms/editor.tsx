import { Button, LinkButton } from '~/components/ui/button.tsx';
import { CheckboxField, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { FormErrors, FormTexts } from '../typed-form.ts';
import type { FoundSignupForm } from './queries.server.ts';

/** Address of the list of forms. */
export const formsAddress = '/campaigns/contacts/forms';

/** The texts of a new form. */
export function startSignupForm(id: string): Record<string, string> {
  return {
    id,
    version: '0',
    heading: 'Get our news by email',
    consentWording: 'I want to get news by email. I can unsubscribe at any time.',
    asksName: 'on',
    isActive: 'on',
  };
}

/** The texts of a kept form. */
export function writeSignupForm(form: FoundSignupForm): Record<string, string> {
  return {
    id: form.id,
    version: String(form.version),
    name: form.name,
    slug: form.slug,
    listId: form.listId,
    heading: form.heading,
    introduction: form.introduction ?? '',
    consentWording: form.consentWording,
    ...(form.asksName && { asksName: 'on' }),
    ...(form.isActive && { isActive: 'on' }),
  };
}

/**
 * A sign-up form as people of the organization fill it in.
 * @param lists  that it may put people on; one at least
 */
export function SignupFormEditor({
  texts,
  errors,
  lists,
}: {
  texts: FormTexts;
  errors: FormErrors;
  lists: { id: string; name: string }[];
}) {
  const field = (name: string) => ({ name, defaultValue: texts[name], error: errors?.[name] });
  const isNew = texts.version === '0';
  return (
    <OrganizationForm className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="id" value={texts.id} />
      <input type="hidden" name="version" value={texts.version} />
      <TextField {...field('name')} label="Name" hint="Only your organization reads it." maxLength={200} required />
      <TextField
        {...field('slug')}
        label="Address"
        hint="The end of its web address. Left empty, it is made from the name. Changing it breaks snippets that are out."
        maxLength={80}
        required={false}
      />
      <SelectField
        {...field('listId')}
        label="List"
        hint="Where people are put once they have confirmed."
        options={lists.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField {...field('heading')} label="Heading" maxLength={200} required />
      <TextareaField
        {...field('introduction')}
        label="Introduction"
        rows={3}
        maxLength={2000}
        required={false}
        hint="What they get, and how often."
      />
      <TextareaField
        {...field('consentWording')}
        label="What people agree to"
        rows={3}
        maxLength={2000}
        required
        hint="It stands above the button, and is kept word by word with each consent."
      />
      <CheckboxField
        name="asksName"
        label="Ask for the name"
        defaultChecked={texts.asksName === 'on'}
        error={errors?.asksName}
      />
      <CheckboxField
        name="isActive"
        label="Takes sign-ups"
        hint="Switched off, its page is gone and its snippets lead nowhere."
        defaultChecked={texts.isActive === 'on'}
        error={errors?.isActive}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary">{isNew ? 'Create form' : 'Save'}</Button>
        <LinkButton href={formsAddress} variant="quiet">
          Back to the forms
        </LinkButton>
      </div>
    </OrganizationForm>
  );
}
