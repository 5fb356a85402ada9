import { type FieldError, FieldMessage } from '~/components/ui/field.tsx';
import { nameOrganizations } from '~/modules/accounts/organizations/names.ts';
import { formatDate } from '~/utils/dates.ts';
import { countWords } from '~/utils/words.ts';

/** An organization whose only owner deletes their account. */
export interface SoleOwnership {
  id: string;
  name: string;
  slug: string;
  /** People who belong to it besides. */
  others: number;
  /** Whether it has to pay something before it can close, or used what is not billed yet. */
  owes: boolean;
  /** When its data goes, because it is closed already. */
  closingAt: string | null;
}

/**
 * Asks, for each organization that would be without an owner, to hand it over or to close it with the account. Nothing is shown for
 * somebody who owns none alone.
 * @param ticked  ids of those that were ticked before
 */
export function SoleOwnerships({
  owned,
  ticked,
  error,
}: {
  owned: readonly SoleOwnership[];
  ticked: readonly string[];
  error: FieldError;
}) {
  if (owned.length === 0) return null;
  const names = nameOrganizations(owned);
  return (
    <fieldset id="closing" aria-describedby={error ? 'closing-error' : undefined} className="flex flex-col gap-3">
      <legend className="mb-2 font-medium">Organizations that only you own</legend>
      {owned.map(({ id, name, others, owes, closingAt }) => (
        <div key={id} className="flex flex-col gap-1">
          {closingAt !== null ? (
            <p>
              <bdi>{names.get(id) ?? name}</bdi> {`closes on ${formatDate(closingAt)} already.`}
            </p>
          ) : (
            <>
              <label className="flex items-baseline gap-2">
                <input
                  type="checkbox"
                  name="closing"
                  value={id}
                  disabled={owes}
                  defaultChecked={!owes && ticked.includes(id)}
                />
                <span className="wrap-anywhere">
                  Close <bdi>{names.get(id) ?? name}</bdi> with my account
                </span>
              </label>
              <p className="pl-6 text-muted">{describeConsequence(others, owes)}</p>
            </>
          )}
        </div>
      ))}
      <FieldMessage id="closing" error={error} />
    </fieldset>
  );
}

function describeConsequence(others: number, owes: boolean): string {
  const handOver = 'switch to it and hand over ownership on its page';
  if (owes)
    return `It has something to pay, or used what is billed when its period ends. Pay or cancel it first, or end what it uses${others > 0 ? `, or ${handOver}` : ''}.`;
  return others > 0
    ? `In 30 days its data goes, also for the ${countWords(others, 'other person').replace('persons', 'people')} in it. To keep it open, ${handOver}.`
    : 'In 30 days its data goes for good, but for orders and invoices.';
}
