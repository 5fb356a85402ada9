import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { writeDollars } from '~/utils/money.ts';
import { leftToSpend, type Spending } from './spending.ts';

/**
 * The limit of what admins may order in a month, and how much of it is left.
 * @param mayChange  whether the viewer sets it
 * @param typed  what was typed into a form that was refused
 */
export function SpendingLimit({
  month,
  mayChange,
  errors,
  typed,
}: {
  month: Spending;
  mayChange: boolean;
  errors: Record<string, string[] | null> | null | undefined;
  typed: string | undefined;
}) {
  const left = leftToSpend(month);
  return (
    <section aria-labelledby="spending-limit" className="flex flex-col gap-3">
      <h2 id="spending-limit">Spending limit</h2>
      <Card className="flex flex-col gap-4 p-5">
        <p className="max-w-prose text-muted">
          What admins may order in a calendar month (UTC). Every order of the organization counts, less refunds; owners
          order without a limit.
        </p>
        <DefinitionList
          entries={[
            { term: 'Limit for a month', details: month.limit === null ? 'No limit' : <Money cents={month.limit} /> },
            { term: 'Ordered this month', details: <Money cents={month.ordered} /> },
            ...(left === null ? [] : [{ term: 'Left for admins', details: <Money cents={left} /> }]),
          ]}
        />
        {mayChange ? (
          <OrganizationForm className="flex flex-col gap-4">
            <ErrorSummary errors={errors} />
            <TextField
              name="limit"
              label="Limit in dollars"
              hint="Leave it empty for no limit. An order above it is sent to an owner."
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
              required={false}
              defaultValue={typed ?? (month.limit === null ? '' : writeDollars(month.limit))}
              error={errors?.limit}
              className="max-w-80"
            />
            <div>
              <Button variant="primary">Save</Button>
            </div>
          </OrganizationForm>
        ) : (
          <p className="text-muted">Owners set it. What is above it can be sent to an owner from the checkout.</p>
        )}
      </Card>
    </section>
  );
}
