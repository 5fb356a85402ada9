import { Button } from '~/components/ui/button.tsx';
import { type FieldError, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';

interface EntryFormsProps {
  /** The id of the next entry, so that a second click adds no other one. */
  newId: string;
  today: string;
  /** What was typed into the refused form, by field name. */
  typed: Readonly<Record<string, string | undefined>>;
  errors: Record<string, FieldError> | null | undefined;
}

/** The two forms that add a cost and a result, each folded away until it is needed. */
export function EntryForms({ newId, today, typed, errors }: EntryFormsProps) {
  const field = (name: string) => ({ name, defaultValue: typed[name], error: errors?.[name] });
  const isOpen = (form: string) => Object.keys(errors ?? {}).some((name) => name.startsWith(form));
  return (
    <div className="no-print grid items-start gap-3 lg:grid-cols-2">
      <details className="card p-5" open={isOpen('cost')}>
        <summary className="cursor-pointer font-medium">Add a cost</summary>
        <OrganizationForm className="mt-4 grid gap-4 sm:grid-cols-2">
          <input type="hidden" name="id" value={newId} />
          <TextField {...field('costLabel')} label="What for" required maxLength={200} className="sm:col-span-2" />
          <TextField
            {...field('costDate')}
            label="Paid on"
            type="date"
            required
            defaultValue={typed.costDate ?? today}
          />
          <TextField
            {...field('costAmount')}
            label="Amount"
            inputMode="decimal"
            required
            maxLength={20}
            hint="In dollars."
          />
          <div>
            <Button name="intent" value="add-cost">
              Add cost
            </Button>
          </div>
        </OrganizationForm>
      </details>
      <details className="card p-5" open={isOpen('result')}>
        <summary className="cursor-pointer font-medium">Add a result</summary>
        <OrganizationForm className="mt-4 grid gap-4 sm:grid-cols-2">
          <input type="hidden" name="id" value={newId} />
          <TextField
            {...field('resultLabel')}
            label="What happened"
            required
            maxLength={200}
            className="sm:col-span-2"
          />
          <TextField
            {...field('resultDate')}
            label="Happened on"
            type="date"
            required
            defaultValue={typed.resultDate ?? today}
            className="sm:col-span-2"
          />
          <TextField
            {...field('resultAmount')}
            label="Revenue"
            inputMode="decimal"
            required={false}
            maxLength={20}
            hint="In dollars."
          />
          <TextField
            {...field('resultLeads')}
            label="New leads"
            inputMode="numeric"
            required={false}
            maxLength={12}
            hint="People who asked."
          />
          <div>
            <Button name="intent" value="add-result">
              Add result
            </Button>
          </div>
        </OrganizationForm>
      </details>
    </div>
  );
}
