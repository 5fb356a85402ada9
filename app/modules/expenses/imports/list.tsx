import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { countWords } from '~/utils/words.ts';
import type { ListedImport } from './queries.server.ts';
import { MemberName } from '~/components/ui/name.tsx';

export const importStatusLabels = {
  UPLOADED: 'Columns to be named',
  STAGING: 'Being read',
  CHECKED: 'To be imported',
  COMMITTING: 'Being imported',
  COMPLETED: 'Imported',
  UNDOING: 'Being undone',
  UNDONE: 'Undone',
  FAILED: 'Cannot be read',
} as const satisfies Record<ListedImport['status'], string>;

const hues = {
  UPLOADED: 'warning',
  STAGING: 'warning',
  CHECKED: 'warning',
  COMMITTING: 'warning',
  COMPLETED: 'success',
  UNDOING: 'warning',
  UNDONE: 'neutral',
  FAILED: 'danger',
} as const satisfies Record<ListedImport['status'], string>;

/** How far an import is. */
export function ImportTag({ status }: Pick<ListedImport, 'status'>) {
  return <Tag hue={hues[status]}>{importStatusLabels[status]}</Tag>;
}

/** The imports so far, each with what it did. */
export function ImportList({ imports }: { imports: readonly ListedImport[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {imports.map((one) => (
        <li key={one.id}>
          <Card className="flex flex-col gap-1 p-5">
            <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
              <h3 className="min-w-0 text-base break-words">
                <a href={`/expenses/import/${one.id}`}>{one.fileName}</a>
              </h3>
              <ImportTag status={one.status} />
            </div>
            <p className="text-muted">
              {`${one.account ? `${one.account}, uploaded` : 'Uploaded'} by `}
              <MemberName name={one.person} />
              {' on '}
              <Day date={one.createdAt} />
            </p>
            <p>{describeResult(one)}</p>
          </Card>
        </li>
      ))}
    </ul>
  );
}

/** What an import did, as a sentence. */
export function describeResult({
  status,
  linesCount,
  importedCount,
  problem,
}: Pick<ListedImport, 'status' | 'linesCount' | 'importedCount' | 'problem'>): string {
  const lines = countWords(linesCount, 'line');
  switch (status) {
    case 'UPLOADED':
      return 'Say which column is what, then it is read.';
    case 'STAGING':
      return `${lines} read so far.`;
    case 'CHECKED':
      return `${lines} read. Nothing is imported yet.`;
    case 'COMMITTING':
      return `${importedCount.toLocaleString('en-US')} of ${lines} imported so far.`;
    case 'COMPLETED':
      return `${importedCount.toLocaleString('en-US')} of ${lines} imported.`;
    case 'UNDOING':
      return `${importedCount.toLocaleString('en-US')} left to look at.`;
    case 'UNDONE':
      return importedCount === 0
        ? 'Everything it had brought in was taken back.'
        : `${countWords(importedCount, 'line')} stayed when it was undone.`;
    case 'FAILED':
      return problem ?? 'It could not be read.';
  }
}
