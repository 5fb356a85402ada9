import { LinkButton } from '~/components/ui/button.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Card, DefinitionList, Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import type { FoundImport, ListedProblem } from './queries.server.ts';

/** What came of an import, in numbers. */
export function ImportFigures({
  found: { rowsAdded, rowsChanged, rowsUnchanged, rowsRefused },
}: {
  found: Pick<FoundImport, 'rowsAdded' | 'rowsChanged' | 'rowsUnchanged' | 'rowsRefused'>;
}) {
  const write = (count: number) => count.toLocaleString('en-US');
  return (
    <KeyFigures
      figures={[
        { label: 'Added', value: write(rowsAdded) },
        { label: 'Changed', value: write(rowsChanged) },
        { label: 'Unchanged', value: write(rowsUnchanged) },
        { label: 'Refused', value: write(rowsRefused) },
      ]}
    />
  );
}

/** What was chosen for an import. */
export function ImportFacts({
  found: { consentSource, consentDate, list, listId, tags },
}: {
  found: Pick<FoundImport, 'consentSource' | 'consentDate' | 'list' | 'listId' | 'tags'>;
}) {
  if (consentSource === null || consentDate === null) return null;
  return (
    <Card>
      <DefinitionList
        entries={[
          { term: 'Where they agreed', details: <span className="wrap-anywhere">{consentSource}</span> },
          { term: 'When', details: <Day date={consentDate} /> },
          {
            term: 'List',
            details: listId ? (
              <a href={`/campaigns/contacts/lists/${listId}`} className="link wrap-anywhere">
                {list}
              </a>
            ) : (
              'None'
            ),
          },
          { term: 'Tags', details: tags.length > 0 ? tags.join(', ') : 'None' },
        ]}
      />
    </Card>
  );
}

/** The first of the rows that were refused, and all of them as a file. */
export function RefusedRows({
  path,
  problems,
  count,
}: {
  /** Of the page of the import. */
  path: string;
  problems: readonly ListedProblem[];
  count: number;
}) {
  if (problems.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2 id="refused">Refused rows</h2>
      <Table caption="Refused rows">
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Reason</th>
            <th scope="col">Row</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ line, reason, cells }) => (
            <tr key={line}>
              <th scope="row" className="number">
                {line}
              </th>
              <td className="wrap-anywhere">{reason}</td>
              <td className="max-w-md wrap-anywhere">{cells.filter((cell) => cell !== '').join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {count > problems.length && (
        <p className="text-muted">{`And ${(count - problems.length).toLocaleString('en-US')} more, in the file.`}</p>
      )}
      <div>
        <LinkButton href={`${path}/refused.csv`}>Download refused rows</LinkButton>
      </div>
    </section>
  );
}
