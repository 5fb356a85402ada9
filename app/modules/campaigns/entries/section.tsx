import { Confirmation } from '~/components/ui/confirmation.tsx';
import type { FieldError } from '~/components/ui/field.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { EntryForms } from './forms.tsx';
import type { ListedEntry } from './queries.server.ts';

/** What a campaign cost and brought, entry by entry, and the forms that add one. */
export function EntriesSection({
  entries,
  steps,
  currency,
  mayWrite,
  mayRemove,
  form,
}: {
  entries: readonly ListedEntry[];
  /** Where the list goes on. */
  steps: { first: string | null; next: string | null };
  currency: string;
  mayWrite: boolean;
  mayRemove: (entry: ListedEntry) => boolean;
  form: {
    /** The id of the next entry, so that a second click adds no other one. */
    newId: string;
    today: string;
    typed: Readonly<Record<string, string | undefined>>;
    errors: Record<string, FieldError> | null | undefined;
  };
}) {
  return (
    <section className="flex flex-col gap-3">
      <h2 id="money">Costs and results</h2>
      {entries.length === 0 ? (
        <p className="text-muted">
          {steps.first === null
            ? 'Nothing is entered yet. Add what it costs and what it brings, to see what it returns.'
            : 'Nothing further on.'}
        </p>
      ) : (
        <Table caption="Costs and results">
          <thead>
            <tr>
              <th scope="col">Entry</th>
              <th scope="col" className="number">
                Cost
              </th>
              <th scope="col" className="number">
                Revenue
              </th>
              <th scope="col" className="number">
                Leads
              </th>
              {mayWrite && (
                <th scope="col" className="no-print">
                  <span className="sr-only">Remove</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <th scope="row" className="w-full">
                  <span className="wrap-anywhere">{entry.label}</span>
                  <span className="block text-xs font-normal text-muted">
                    <Day date={entry.occurredOn} />
                    {', '}
                    <MemberName name={entry.person} />
                  </span>
                </th>
                <td className="number">
                  {entry.kind === 'COST' && <Money cents={entry.amount} currency={currency} />}
                </td>
                <td className="number">
                  {entry.kind === 'RESULT' && <Money cents={entry.amount} currency={currency} />}
                </td>
                <td className="number">{entry.kind === 'RESULT' && entry.leads}</td>
                {mayWrite && <td className="no-print">{mayRemove(entry) && <RemoveEntry entry={entry} />}</td>}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Steps
        label="Pages of costs and results"
        back={steps.first !== null && { href: steps.first, label: 'Back to the start' }}
        next={steps.next !== null && { href: steps.next, label: 'Older entries' }}
      />
      {mayWrite && <EntryForms {...form} />}
    </section>
  );
}

function RemoveEntry({ entry: { id, label } }: { entry: ListedEntry }) {
  return (
    <Confirmation
      id={`remove-${id}`}
      label={
        <>
          Remove<span className="sr-only"> {label}</span>
        </>
      }
      title="Remove this entry?"
      confirmLabel="Yes, remove it"
      size="small"
      variant="quiet"
      fields={{ intent: 'remove-entry', entryId: id }}
    >
      <p>What was spent and what it returned are counted without it.</p>
    </Confirmation>
  );
}
