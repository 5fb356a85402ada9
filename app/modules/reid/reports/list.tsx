import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { countWords } from '~/utils/words.ts';
import type { ListedReport } from './queries.server.ts';
import { ReportTag } from './status-tag.tsx';
import { typeFacts } from './types.ts';
import { frequencyWords } from './words.ts';
import { MemberName } from '~/components/ui/name.tsx';

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
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.id}>
            <th scope="row">
              <a href={`/reid/reports/${report.id}`} className="link max-sm:block max-sm:py-2">
                {report.name}
              </a>
              <span className="block font-normal text-muted">
                {[
                  typeFacts[report.type].label,
                  countWords(report.areas, 'area'),
                  report.isTemplate && 'template',
                  report.frequency && frequencyWords[report.frequency],
                ]
                  .filter(Boolean)
                  .join(', ')}
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
              <span className="block text-muted"><MemberName name={report.madeBy} /></span>
            </td>
            <td className="max-md:hidden">
              <ReportTag status={report.status} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
