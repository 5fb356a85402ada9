import { Button } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import type { FormErrors, FormTexts } from '../typed-form.ts';
import { trapField } from './schema.ts';

/** The form by which people outside put themselves on a list. */
export function PublicSignupForm({
  consentWording,
  asksName,
  texts,
  errors,
}: {
  consentWording: string;
  asksName: boolean;
  texts: FormTexts;
  errors: FormErrors;
}) {
  const field = (name: string) => ({ name, defaultValue: texts[name], error: errors?.[name] });
  return (
    <form method="post" className="flex flex-col gap-5">
      {asksName && <TextField {...field('name')} label="Name" autoComplete="name" maxLength={200} required={false} />}
      <TextField {...field('email')} label="Email" type="email" autoComplete="email" maxLength={254} required />
      <p hidden>
        <label>
          Leave this empty <input name={trapField} tabIndex={-1} autoComplete="off" />
        </label>
      </p>
      <p className="text-pretty whitespace-pre-line text-muted">{consentWording}</p>
      <div>
        <Button variant="primary" size="large">
          Sign up
        </Button>
      </div>
    </form>
  );
}
