import { Button } from '~/components/ui/button.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import type { RecurringExpense } from './queries.server.ts';
import { recurrenceLabels } from './schema.ts';
import { MemberName } from '~/components/ui/name.tsx';

/**
 * Expenses that come again, each with its next day.
 * @param mayChange  whether the viewer changes a template, by who added it
 */
export function RecurringList({
  rows,
  mayChange,
}: {
  rows: readonly RecurringExpense[];
  mayChange: (userId: string) => boolean;
}) {
  return (
    <ul className="flex flex-col gap-3">
      {rows.map((row) => (
        <li key={row.id}>
          <Card className="flex flex-col gap-3 p-5">
            <div className="flex items-start justify-between gap-4">
              <div className="min-w-0">
                <h2 className="text-base wrap-anywhere">{row.merchant}</h2>
                <p className="text-muted">
                  {`${recurrenceLabels[row.recurrence]}, ${row.category}`}
                  {row.property && `, ${row.property}`}
                  {', '}
                  <MemberName name={row.member} />
                </p>
                <p>
                  {row.nextOn ? (
                    <>
                      Next on <Day date={row.nextOn} />
                    </>
                  ) : (
                    'No day is left'
                  )}
                  {row.endsOn && row.nextOn && (
                    <>
                      , until <Day date={row.endsOn} />
                    </>
                  )}
                </p>
              </div>
              <p className="flex shrink-0 flex-col items-end gap-1">
                <strong>
                  <Money cents={row.amount} />
                </strong>
                {row.isPaused && <Tag hue="warning">Paused</Tag>}
              </p>
            </div>
            {row.stoppedBecause && <Notice kind="warning">{row.stoppedBecause}</Notice>}
            {row.nextOn && mayChange(row.userId) && <TemplateActions row={row} nextOn={row.nextOn} />}
          </Card>
        </li>
      ))}
    </ul>
  );
}

function TemplateActions({ row, nextOn }: { row: RecurringExpense; nextOn: string }) {
  return (
    <OrganizationForm className="flex flex-wrap gap-2">
      <input type="hidden" name="id" value={row.id} />
      <input type="hidden" name="day" value={nextOn} />
      <Button size="small" name="intent" value={row.isPaused ? 'RESUME' : 'PAUSE'}>
        {row.isPaused ? 'Resume' : 'Pause'}
        <span className="sr-only"> {row.merchant}</span>
      </Button>
      {!row.isPaused && (
        <Button size="small" name="intent" value="SKIP">
          Skip next<span className="sr-only"> {row.merchant}</span>
        </Button>
      )}
    </OrganizationForm>
  );
}
