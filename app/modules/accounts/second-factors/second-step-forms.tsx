import { type SubmissionResult, useForm } from '@conform-to/react';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { RedirectField } from '~/modules/accounts/sign-in/form-page.tsx';
import { PasskeyForm, PasskeyScript } from './passkey-form.tsx';
import type { codeStepSchema } from './schema.ts';

/** What somebody can show. */
export interface SecondSteps {
  hasAuthenticator: boolean;
  hasCodes: boolean;
  /** What a passkey is asked for; null where they have none. */
  passkey: object | null;
}

/**
 * The forms by which somebody shows a passkey, a code of their app or a recovery code: at the second step of signing in, and where a page
 * asks once more.
 * @param button  the words on the button of the code
 */
export function SecondStepForms({
  steps: { hasAuthenticator, hasCodes, passkey },
  redirectTo,
  lastResult,
  button,
}: {
  steps: SecondSteps;
  redirectTo: string;
  lastResult: SubmissionResult | undefined;
  button: string;
}) {
  const [form, fields] = useForm<z.input<typeof codeStepSchema>>({ id: 'code', lastResult, defaultNoValidate: false });
  return (
    <>
      {passkey && (
        <>
          <PasskeyForm
            asks={{ get: passkey }}
            label="Use a passkey"
            variant={hasAuthenticator ? 'secondary' : 'primary'}
            size="large"
            fields={{ intent: 'passkey', redirectTo }}
          />
          <PasskeyScript />
        </>
      )}
      {(hasAuthenticator || hasCodes) && (
        <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
          <input type="hidden" name="intent" value="code" />
          <RedirectField redirectTo={redirectTo} />
          <TextField
            {...fieldProps(fields.code)}
            required
            label={hasAuthenticator ? 'Code of your authenticator app' : 'Recovery code'}
            hint={hasAuthenticator && hasCodes ? 'No phone at hand? Type one of your recovery codes.' : undefined}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
          />
          <Button variant={hasAuthenticator || !passkey ? 'primary' : 'secondary'} size="large">
            {button}
          </Button>
        </form>
      )}
    </>
  );
}
