import { Button } from '~/components/ui/button.tsx';
import type { FieldError } from '~/components/ui/field.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Notice } from '~/components/ui/notice.tsx';

/** The name of the button that sends another code and orders nothing. */
export const sendCodeField = 'sendCode';

/**
 * Asks in the checkout for the code that confirms the buyer's address.
 * @param sent  true right after another code was sent
 */
export function ConfirmationCode({
  email,
  sent,
  typed,
  error,
}: {
  email: string;
  sent: boolean;
  typed: string | undefined;
  error: FieldError;
}) {
  return (
    <div className="flex flex-col gap-3">
      {sent && (
        <div role="status">
          <Notice kind="success">
            <p className="wrap-anywhere">{`A new code is on its way to ${email}.`}</p>
          </Notice>
        </div>
      )}
      <TextField
        name="confirmationCode"
        label="Code from the mail"
        hint={<span className="wrap-anywhere">{`We mailed it to ${email}: an order needs a confirmed email.`}</span>}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        required
        defaultValue={typed}
        error={error}
      />
    </div>
  );
}

/** Sends another code, and keeps what was typed into the form around it. It stands behind the button that orders, which Enter presses. */
export function SendCodeButton() {
  return (
    <Button size="small" variant="quiet" name={sendCodeField} value="yes" formNoValidate>
      Send the code again
    </Button>
  );
}
