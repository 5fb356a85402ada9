import { Button } from '~/components/ui/button.tsx';
import { CheckboxField, type FieldError, optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { jurisdictionLabels, paymentForLabels } from './schema.ts';

/**
 * Records a payment of estimated tax.
 * @param formKey  names the form, so that a second click records nothing again
 * @param typed  what was typed into a refused form
 */
export function PaymentForm({
  formKey,
  today,
  quarter,
  amount,
  typed,
  errors,
}: {
  formKey: string;
  today: string;
  /** The quarter and dollars that the form starts with: the next instalment. */
  quarter: string;
  amount: string;
  typed: Record<string, string> | undefined;
  errors: Record<string, FieldError> | null | undefined;
}) {
  const start = typed ?? { quarter, amount, jurisdiction: 'FEDERAL', paidOn: today };
  const field = (name: string) => ({ name, defaultValue: start[name] ?? '', error: errors?.[name] });
  return (
    <Card className="p-5">
      <OrganizationForm className="grid items-start gap-4 sm:grid-cols-2">
        <input type="hidden" name="intent" value="pay" />
        <input type="hidden" name="key" value={typed?.key ?? formKey} />
        <SelectField {...field('jurisdiction')} label="Paid to" required options={optionsOf(jurisdictionLabels)} />
        <SelectField {...field('quarter')} label="For" options={optionsOf(paymentForLabels)} />
        <TextField {...field('paidOn')} label="Paid on" type="date" required max={today} />
        <TextField
          {...field('amount')}
          label="Amount in dollars"
          required
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
        />
        <TextField
          {...field('confirmation')}
          label="Confirmation number"
          required={false}
          maxLength={200}
          autoComplete="off"
          className="sm:col-span-2"
        />
        {/* Asked only where the same payment is there already. */}
        {errors?.again && (
          <CheckboxField name="again" label="It is another payment" error={errors.again} className="sm:col-span-2" />
        )}
        <div className="sm:col-span-2">
          <Button variant="primary">Record payment</Button>
        </div>
      </OrganizationForm>
    </Card>
  );
}
