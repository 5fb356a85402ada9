import { SelectField, TextField } from '~/components/ui/field.tsx';
import { states } from '~/utils/us-states.ts';

interface BillingFieldsProps {
  values: Record<string, string | null | undefined>;
  errors: Record<string, string | string[] | null | undefined>;
}

/** The fields for the recipient and the address of the invoice. */
export function BillingFields({ values, errors }: BillingFieldsProps) {
  const field = (name: string) => ({ name, defaultValue: values[name] ?? '', error: errors[name] });
  return (
    <div className="grid gap-4 sm:grid-cols-6">
      <TextField
        {...field('billingName')}
        label="Invoice made out to"
        autoComplete="organization"
        maxLength={120}
        required
        className="sm:col-span-3"
      />
      <TextField
        {...field('billingEmail')}
        label="Email for invoices"
        type="email"
        autoComplete="email"
        maxLength={254}
        required
        className="sm:col-span-3"
      />
      <TextField
        {...field('street')}
        label="Street and number"
        autoComplete="street-address"
        maxLength={200}
        required
        className="sm:col-span-6"
      />
      <TextField
        {...field('city')}
        label="City"
        autoComplete="address-level2"
        maxLength={100}
        required
        className="sm:col-span-3"
      />
      <SelectField {...field('state')} label="State" autoComplete="address-level1" required className="sm:col-span-1">
        <option value="">–</option>
        {states.map((state) => (
          <option key={state}>{state}</option>
        ))}
      </SelectField>
      <TextField
        {...field('postalCode')}
        label="ZIP code"
        autoComplete="postal-code"
        inputMode="numeric"
        pattern="\d{5}(-\d{4})?"
        title="Five digits, or nine like 60601-1234"
        maxLength={10}
        required
        className="sm:col-span-2"
      />
    </div>
  );
}
