import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { ReceiptList } from '../entry/receipt-list.tsx';
import { ExpenseTag } from '../status-tag.tsx';
import type { UndecidedExpense } from './queries.server.ts';

interface UndecidedListProps {
  rows: readonly UndecidedExpense[];
  decides: boolean;
  /** The viewer, when another person has to decide about what they spent. */
  excludedId: string | null;
  /** The texts of a refused form. */
  typed?: Record<string, string>;
  errors?: Record<string, string | string[] | null>;
}

/** Expenses that wait, each with its receipts and what can be decided. */
export function UndecidedList({ rows, decides, excludedId, typed, errors }: UndecidedListProps) {
  return (
    <ul className="flex flex-col gap-4">
      {rows.map((row) => {
        const isTyped = typed?.id === row.id;
        return (
          <li key={row.id} id={`expense-${row.id}`}>
            <Card className="flex flex-col gap-3 p-5">
              <div className="flex items-start justify-between gap-4">
                <div className="min-w-0">
                  <h2 className="text-base">
                    <a href={`/expenses/${row.id}`} className="link wrap-anywhere">
                      {row.merchant}
                    </a>
                  </h2>
                  <p className="text-muted">
                    <MemberName name={row.member} />
                    {', '}
                    <Day date={row.date} />
                    {`, ${row.category}`}
                    {row.property && `, ${row.property}`}
                    {row.miles !== null && `, ${row.miles} miles`}
                    {row.isRefund && ', refund'}
                  </p>
                </div>
                <p className="flex shrink-0 flex-col items-end gap-1">
                  <strong>
                    <Money cents={row.isRefund ? -row.amount : row.amount} />
                  </strong>
                  <ExpenseTag status={row.status} />
                </p>
              </div>
              {row.purpose && <p className="max-w-prose">{row.purpose}</p>}
              {row.description && <p className="max-w-prose">{row.description}</p>}
              {row.notes && <p className="max-w-prose whitespace-pre-line text-muted">{row.notes}</p>}
              {row.decisionNote && <p className="max-w-prose whitespace-pre-line">{`Asked: “${row.decisionNote}”`}</p>}
              <ReceiptList receipts={row.receipts} />
              {decides && (
                <Decisions
                  row={row}
                  isExcluded={row.userId === excludedId}
                  typed={isTyped ? typed : undefined}
                  errors={isTyped ? errors : undefined}
                />
              )}
            </Card>
          </li>
        );
      })}
    </ul>
  );
}

function Decisions({
  row: { id, version, merchant, isToCome, date },
  isExcluded,
  typed,
  errors = {},
}: {
  row: UndecidedExpense;
  isExcluded: boolean;
  typed: Record<string, string> | undefined;
  errors: UndecidedListProps['errors'];
}) {
  const fields = { id, version: String(version) };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {isExcluded ? (
        <p className="text-muted">Another person decides about what you spent.</p>
      ) : (
        <>
          {isToCome ? (
            <p className="text-muted">
              Can be approved from <Day date={date} /> on.
            </p>
          ) : (
            <OrganizationForm>
              <Fields fields={{ intent: 'APPROVE', ...fields }} />
              <Button variant="primary">
                Approve<span className="sr-only"> {merchant}</span>
              </Button>
            </OrganizationForm>
          )}
          <NoteForm
            id={`reject-${id}`}
            label="Reject"
            title={`Reject ${merchant}?`}
            confirmLabel="Reject it"
            fields={{ intent: 'REJECT', ...fields }}
            note={typed?.intent === 'REJECT' ? typed.note : undefined}
            error={typed?.intent === 'REJECT' ? errors.note : undefined}
          />
        </>
      )}
      <NoteForm
        id={`ask-${id}`}
        label="Ask"
        title={`Ask about ${merchant}`}
        confirmLabel="Ask"
        confirmVariant="primary"
        fields={{ intent: 'ASK', ...fields }}
        note={typed?.intent === 'ASK' ? typed.note : undefined}
        error={typed?.intent === 'ASK' ? errors.note : undefined}
      />
    </div>
  );
}

function Fields({ fields }: { fields: Record<string, string> }) {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

function NoteForm({
  note,
  error,
  id,
  ...confirmation
}: Pick<Parameters<typeof Confirmation>[0], 'id' | 'label' | 'title' | 'confirmLabel' | 'confirmVariant' | 'fields'> & {
  note: string | undefined;
  error: string | string[] | null | undefined;
}) {
  return (
    <Confirmation {...confirmation} id={id}>
      <TextField
        id={`${id}-note`}
        name="note"
        label="Note"
        hint="Whoever spent the money reads it."
        required
        maxLength={1_000}
        defaultValue={note}
        error={error}
      />
    </Confirmation>
  );
}
