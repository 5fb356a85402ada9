import { Button } from '~/components/ui/button.tsx';
import { type FieldError, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { formatMoney, writeDollars } from '~/utils/money.ts';

interface RefundFormProps {
  /** Made with the form, so that a second click records nothing. */
  refundId: string;
  /** Cents that can still come back. */
  left: number;
  today: string;
  /** The texts that were typed before. */
  typed?: Record<string, string>;
  errors?: Record<string, FieldError>;
}

/** Records money that came back of the expense whose page it is on. */
export function RefundForm({ refundId, left, today, typed, errors = {} }: RefundFormProps) {
  return (
    <details className="group" open={typed !== undefined}>
      <summary className="button button-secondary w-fit">Record refund</summary>
      <OrganizationForm className="mt-4 flex flex-col gap-4">
        <input type="hidden" name="intent" value="refund" />
        <input type="hidden" name="refundId" value={typed?.refundId ?? refundId} />
        <TextField
          name="refundAmount"
          label="Amount that came back"
          inputMode="decimal"
          required
          maxLength={14}
          autoComplete="off"
          hint={`At most ${formatMoney(left)}. It takes category, property and percent of this expense.`}
          defaultValue={typed?.refundAmount ?? writeDollars(left)}
          error={errors.refundAmount}
        />
        <TextField
          name="refundDate"
          label="Date of the refund"
          type="date"
          required
          min="2020-01-01"
          hint="It counts in the year of this day."
          defaultValue={typed?.refundDate ?? today}
          error={errors.refundDate}
        />
        <TextField
          name="refundNotes"
          label="Note"
          required={false}
          maxLength={2_000}
          defaultValue={typed?.refundNotes}
          error={errors.refundNotes}
        />
        <div>
          <Button>Record it</Button>
        </div>
      </OrganizationForm>
    </details>
  );
}
