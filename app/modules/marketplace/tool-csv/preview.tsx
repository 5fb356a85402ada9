import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { countWords } from '~/utils/words.ts';

/** What the page shows of a row: the name, what becomes of it, and why not. */
export interface PreviewedRow {
  line: number;
  name: string;
  slug: string;
  outcome: 'NEW' | 'CHANGED' | 'SAME' | 'WRONG';
  changes: readonly { label: string; before: string; now: string }[];
  problems: readonly { column: string; message: string }[];
}

/** What would become of the rows of a file: first what is wrong, then what is new and what changes. */
export function ImportPreview({ rows, unknown }: { rows: readonly PreviewedRow[]; unknown: readonly string[] }) {
  const of = (outcome: PreviewedRow['outcome']) => rows.filter((row) => row.outcome === outcome);
  const [wrong, written] = [of('WRONG'), [...of('NEW'), ...of('CHANGED')]];
  return (
    // biome-ignore lint/a11y/noAutofocus: the page was asked for by sending the form, and this is the answer to it
    <div tabIndex={-1} autoFocus className="flex flex-col gap-5">
      <KeyFigures
        figures={[
          { label: 'New', value: of('NEW').length },
          { label: 'Changed', value: of('CHANGED').length },
          { label: 'As they are', value: of('SAME').length },
          { label: 'With errors', value: wrong.length },
        ]}
      />
      {unknown.length > 0 && (
        <Notice kind="warning" title={`${countWords(unknown.length, 'column')} not read`}>
          <p className="wrap-anywhere">{unknown.join(', ')}</p>
        </Notice>
      )}
      {wrong.length > 0 && <WrongRows rows={wrong} />}
      {written.length > 0 && <WrittenRows rows={written} />}
    </div>
  );
}

const nameOf = ({ name, slug }: PreviewedRow) => name || slug || 'Without a name';

function WrongRows({ rows }: { rows: readonly PreviewedRow[] }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>{`${countWords(rows.length, 'row')} with errors`}</h2>
      <p className="text-muted">Nothing is imported until all of them are right.</p>
      <Table caption="Rows with errors">
        <thead>
          <tr>
            <th scope="col" className="number">
              Line
            </th>
            <th scope="col">Tool</th>
            <th scope="col">What is wrong</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td className="number">{row.line}</td>
              <th scope="row" className="min-w-32 wrap-anywhere">
                {nameOf(row)}
              </th>
              <td className="w-full min-w-48">
                <ul className="flex flex-col gap-1">
                  {row.problems.map(({ column, message }) => (
                    <li key={`${column} ${message}`} className="text-danger-ink">
                      {column && <span className="font-medium">{`${column}: `}</span>}
                      {message}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

const longestShown = 60;
const shorten = (text: string) => (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);

function WrittenRows({ rows }: { rows: readonly PreviewedRow[] }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>What would change</h2>
      <Table caption="What would change">
        <thead>
          <tr>
            <th scope="col">Tool</th>
            <th scope="col">What happens</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <th scope="row" className="min-w-40 wrap-anywhere">
                {nameOf(row)}
                <span className="block text-xs font-normal break-all text-muted">{row.slug}</span>
              </th>
              <td className="w-full min-w-48">
                {row.outcome === 'NEW' ? (
                  <span className="flex flex-wrap gap-x-2 gap-y-1">
                    <Tag hue="success">New</Tag>
                    {row.changes.map(({ label, now }) => (
                      <span key={label} className="wrap-anywhere">
                        <span className="font-medium">{label}</span>
                        {`: ${now}`}
                      </span>
                    ))}
                  </span>
                ) : (
                  <ul className="flex flex-col gap-1">
                    {row.changes.map(({ label, before, now }) => (
                      <li key={label} className="wrap-anywhere">
                        <span className="font-medium">{label}</span>
                        {`: ${shorten(before)} → ${shorten(now)}`}
                      </li>
                    ))}
                  </ul>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
