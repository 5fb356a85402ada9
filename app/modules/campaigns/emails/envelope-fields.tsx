import { CheckboxField, type FieldError, TextField } from '~/components/ui/field.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import type { TypedEmail } from './edited.ts';

/** Subject, sender, and whether clicks and opens are counted. */
export function EnvelopeFields({
  typed,
  errors,
  tracksEmails,
}: {
  typed: TypedEmail;
  errors: Record<string, FieldError>;
  /** Whether the organization counts them at all. */
  tracksEmails: boolean;
}) {
  const field = (name: 'name' | 'subject' | 'previewText' | 'fromName' | 'fromEmail' | 'replyTo') => ({
    name,
    defaultValue: typed[name],
    error: errors[name],
  });
  return (
    <>
      <TextField {...field('name')} label="Name" required maxLength={200} hint="For you and your colleagues." />
      <TextField {...field('subject')} label="Subject" maxLength={250} />
      <TextField
        {...field('previewText')}
        label="Preview text"
        maxLength={250}
        required={false}
        hint="Stands behind the subject in lists of mail."
      />
      <TagHelp />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...field('fromName')} label="Sender name" required maxLength={100} />
        <TextField {...field('fromEmail')} label="Sender address" type="email" required maxLength={254} />
        <TextField {...field('replyTo')} label="Reply address" type="email" maxLength={254} required={false} />
      </div>
      <CheckboxField
        name="isTracked"
        label="Count clicks and opens"
        defaultChecked={typed.isTracked}
        hint={
          tracksEmails
            ? 'Links lead over this site, and a picture of one pixel tells of opening. Off, the email stays as you write it.'
            : 'Your organization counts neither: it is off in the settings.'
        }
      />
    </>
  );
}

function TagHelp() {
  return (
    <Notice>
      <p>
        {'Tags are filled in for each person: '}
        <code>{'{{first_name|there}}'}</code>
        {', '}
        <code>{'{{last_name|you}}'}</code>
        {', '}
        <code>{'{{name|you}}'}</code>
        {', '}
        <code>{'{{email}}'}</code>
        {', '}
        <code>{'{{organization}}'}</code>
        {', '}
        <code>{'{{view_url}}'}</code>
        {', '}
        <code>{'{{unsubscribe_url}}'}</code>
        {'. What follows the bar stands there where a name is not known.'}
      </p>
    </Notice>
  );
}
