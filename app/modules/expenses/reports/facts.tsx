import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { type ReportTemplate, templateFacts } from './templates.ts';
import { MemberName } from '~/components/ui/name.tsx';

interface ReportFactsProps {
  template: ReportTemplate;
  taxYear: number;
  from: string | null;
  to: string | null;
  person: string | null;
  madeBy?: string | null;
  madeAt: string | Date;
  expenses: number;
  /** How many receipts prove them; undefined where that is not told. */
  receipts?: number | undefined;
}

/** What a report is about, and when it was made. */
export function ReportFacts({
  template,
  taxYear,
  from,
  to,
  person,
  madeBy,
  madeAt,
  expenses,
  receipts,
}: ReportFactsProps) {
  const isWholeYear = from === `${taxYear}-01-01` && to === `${taxYear}-12-31`;
  return (
    <Card className="px-5 py-2">
      <DefinitionList
        entries={[
          { term: 'Report', details: templateFacts[template].label },
          isWholeYear || !from || !to
            ? { term: 'Tax year', details: taxYear }
            : {
                term: 'Period',
                details: (
                  <>
                    <Day date={from} /> – <Day date={to} />
                  </>
                ),
              },
          ...(person ? [{ term: 'Person', details: <bdi>{person}</bdi> }] : []),
          {
            term: 'Made',
            details: (
              <>
                <Day date={madeAt} />
                {madeBy !== undefined && (
                  <>
                    {' by '}
                    <MemberName name={madeBy} />
                  </>
                )}
              </>
            ),
          },
          { term: 'Approved expenses', details: expenses.toLocaleString('en-US') },
          ...(receipts === undefined ? [] : [{ term: 'Receipts', details: receipts.toLocaleString('en-US') }]),
        ]}
      />
    </Card>
  );
}
