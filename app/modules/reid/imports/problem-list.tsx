import { countWords } from '~/utils/words.ts';
import type { ListedProblem } from './queries.server.ts';

/** What is wrong with a file, by line and column. */
export function ProblemList({
  importId,
  problems,
  count,
}: {
  importId: string;
  problems: readonly ListedProblem[];
  /** Of all, also of those that are not kept. */
  count: number;
}) {
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h2>{countWords(count, 'problem')}</h2>
        <a href={`/reid/data/${importId}/problems.csv`} className="link inline-flex min-h-11 items-center">
          Download problems
        </a>
      </div>
      <ul className="flex flex-col divide-y divide-line rounded-xl border border-line">
        {problems.map(({ line, column, found, expected }) => (
          <li key={`${line} ${column} ${found} ${expected}`} className="flex flex-col gap-0.5 p-4">
            <p className="font-medium wrap-anywhere">{column ? `Line ${line}, ${column}` : `Line ${line}`}</p>
            <p className="wrap-anywhere">
              {found ? `Found “${found}”` : 'Found nothing'}; expected {expected}.
            </p>
          </li>
        ))}
      </ul>
      {count > problems.length && (
        <p className="text-muted">{`and ${(count - problems.length).toLocaleString('en-US')} more`}</p>
      )}
    </section>
  );
}
