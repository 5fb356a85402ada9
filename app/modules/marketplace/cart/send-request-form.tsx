import { Button } from '~/components/ui/button.tsx';
import { type FieldError, TextareaField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { UnconfirmedNotice } from '~/modules/accounts/email-confirmation/unconfirmed-notice.tsx';

interface SendRequestFormProps {
  /** The receivers of the request, in words. */
  recipients: string;
  button?: string;
  /** The reason that was typed before. */
  reason?: string;
  error?: FieldError;
}

/** Sends the viewer's cart to somebody who may order it. */
export function SendRequestForm({ recipients, button = 'Send request', reason, error }: SendRequestFormProps) {
  return (
    <div className="flex flex-col gap-3">
      <OrganizationForm action="/requests" className="flex flex-col gap-3">
        <input type="hidden" name="intent" value="send" />
        <TextareaField
          name="reason"
          label="Reason"
          hint={`Goes to ${recipients} with your cart.`}
          required
          maxLength={1000}
          rows={3}
          defaultValue={reason}
          error={error}
        />
        <Button variant="primary" size="large">
          {button}
        </Button>
      </OrganizationForm>
      <UnconfirmedNotice until="send it" />
    </div>
  );
}
