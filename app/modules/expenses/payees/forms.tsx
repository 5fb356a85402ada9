import { Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { listNames } from '~/utils/words.ts';
import type { MissingOfPayee, PayeeForm } from './queries.server.ts';

export const formLabels = { NEC: '1099-NEC, services', MISC: '1099-MISC, rent' } as const;

export const missingLabels: Readonly<Record<MissingOfPayee, string>> = {
  W9: 'Form W-9',
  TAX_NUMBER: 'last four digits',
  ADDRESS: 'address',
};

/** Whether a form is due, in words. */
export function sayDue({ isDue, isExempt }: Pick<PayeeForm, 'isDue' | 'isExempt'>): string {
  if (isExempt) return 'None: exempt';
  if (isDue === null) return 'Threshold not published';
  return isDue ? 'Due' : 'Below the threshold';
}

/** What a payee was paid in a year, form by form. */
export function PayeeForms({ forms }: { forms: readonly PayeeForm[] }) {
  if (forms.length === 0) return <span className="text-muted">Nothing</span>;
  return (
    <span className="flex flex-col gap-2">
      {forms.map((form) => (
        <span key={form.form} className="block">
          <Money cents={form.paid} />
          <span className="block text-xs text-muted">{formLabels[form.form]}</span>
          <span className="mt-1 flex flex-wrap justify-end gap-1">
            <Tag hue={form.isDue ? 'info' : 'neutral'}>{sayDue(form)}</Tag>
            {form.lacks.length > 0 && (
              <Tag hue="warning">{`Missing: ${listNames(form.lacks.map((one) => missingLabels[one]))}`}</Tag>
            )}
          </span>
        </span>
      ))}
    </span>
  );
}
