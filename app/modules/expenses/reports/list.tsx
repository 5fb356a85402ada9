import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import type { ListedReport } from './queries.server.ts';
import { ReportTag } from './status-tag.tsx';
import { templateFacts } from './templates.ts';

/** Reports, the newest first. On a phone the columns fold below the name. */
export function ReportList({ reports }: { reports: readonly ListedReport[] }) {
  return (
    <Table caption="Reports">
      <thead>
        <tr>
          <th scope="col">Report</th>
          <th scope="col" className="max-sm:hidden">
            Made
          </th>
          <th scope="col" className="max-md:hidden">
            Status
          </th>
          <th scope="col" className="number">
            Deductible
          </th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.id}>
            <th scope="row">
              <a href={`/expenses/reports/${report.id}`} className="link max-sm:block max-sm:py-2">
                {report.name}
              </a>
              <span className="block font-normal text-muted">
                {`${templateFacts[report.template].label}, ${report.taxYear}${report.person ? `, ${report.person}` : ''}`}
              </span>
              <span className="mt-1 flex flex-wrap items-center gap-2 font-normal md:hidden">
                <ReportTag status={report.status} />
                <span className="text-muted sm:hidden">
                  <Day date={report.madeAt} />
                </span>
              </span>
              {report.linkExpiresAt && (
                <span className="block font-normal text-muted">
                  {'Link until '}
                  <Day date={report.linkExpiresAt} />
                </span>
              )}
            </th>
            <td className="max-sm:hidden">
              <Day date={report.madeAt} />
              <span className="block text-muted">
                <MemberName name={report.madeBy} />
              </span>
            </td>
            <td className="max-md:hidden">
              <ReportTag status={report.status} />
            </td>
            <td className="number">
              <Money cents={report.totalDeductions} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
