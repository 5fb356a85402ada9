import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import type { ListedImport } from './queries.server.ts';
import { describeResult, statusLooks } from './words.ts';
import { MemberName } from '~/components/ui/name.tsx';

/** How far an import is. */
export function ImportTag({ status }: Pick<ListedImport, 'status'>) {
  const { word, hue } = statusLooks[status];
  return <Tag hue={hue}>{word}</Tag>;
}

/** The imports so far, each with what it did. */
export function ImportList({ imports, path }: { imports: readonly ListedImport[]; path: string }) {
  return (
    <ul className="flex flex-col gap-3">
      {imports.map((one) => (
        <li key={one.id}>
          <Card className="flex flex-col gap-1 p-5">
            <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
              <h3 className="min-w-0 text-base wrap-anywhere">
                <a href={`${path}/${one.id}`}>{one.fileName}</a>
              </h3>
              <ImportTag status={one.status} />
            </div>
            <p className="text-muted">
              {'Uploaded by '}
              <MemberName name={one.person} />
              {' on '}
              <Day date={one.at} />
            </p>
            <p>{describeResult(one)}</p>
          </Card>
        </li>
      ))}
    </ul>
  );
}
