import { Card, Table } from '~/components/ui/layout.tsx';
import { nameSource, writeCredits } from '../figures/sources.ts';
import { unknown } from '../figures/writing.ts';
import { scoreRules } from './rules/score-rules.ts';
import type { StoredScore } from './schema.ts';

/** The scores of a profile, each with all that made it: value, source, points and weight of every part. */
export function ScoresView({ scores }: { scores: readonly StoredScore[] }) {
  return (
    <div className="grid gap-6 xl:grid-cols-2">
      {scores.map((score) => (
        <ScoreCard key={score.name} score={score} />
      ))}
    </div>
  );
}

const idOf = ({ name }: StoredScore) => `score-${name.toLowerCase()}`;

function ScoreCard({ score }: { score: StoredScore }) {
  const { name, value, lines } = score;
  const id = idOf(score);
  const sources = [...new Set(lines.flatMap((line) => line.sources))];
  // The parts of the overall score are scores themselves.
  const hasValues = lines.some((line) => line.value !== null);
  return (
    <Card className="flex min-w-0 flex-col gap-3 p-5">
      <section aria-labelledby={id} className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id={id}>{name}</h2>
          {value === null ? (
            <p className="text-muted">Not enough data</p>
          ) : (
            <p className="flex items-center gap-3">
              <meter
                min={0}
                max={100}
                low={40}
                high={60}
                optimum={scoreRules.some((rule) => rule.name === name && rule.isBad) ? 0 : 100}
                value={value}
                aria-labelledby={id}
                className="w-28"
              >
                {value}
              </meter>
              <span className="text-lg font-semibold tabular-nums">{value}</span>
            </p>
          )}
        </div>
        <Table phone="scroll" caption={`${name}: its parts`}>
          <thead>
            <tr>
              <th scope="col">Part</th>
              {hasValues && (
                <th scope="col" className="number max-sm:hidden">
                  Value
                </th>
              )}
              <th scope="col" className="number">
                Points
              </th>
              <th scope="col" className="number">
                Weight
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.name}>
                <th scope="row">
                  {line.name}
                  {line.value !== null && (
                    <span className="block font-normal tabular-nums sm:hidden">{line.value}</span>
                  )}
                  {line.sources.length > 0 && (
                    <span className="block font-normal text-muted">
                      {[...new Set(line.sources)].map(nameSource).join('; ')}
                    </span>
                  )}
                </th>
                {hasValues && <td className="number tabular-nums max-sm:hidden">{line.value ?? unknown}</td>}
                <td className="number tabular-nums">{line.points === null ? unknown : Math.round(line.points)}</td>
                <td className="number tabular-nums">{line.weight}</td>
              </tr>
            ))}
          </tbody>
        </Table>
        {sources.length > 0 && <p className="text-xs text-muted">{writeCredits(sources)}</p>}
      </section>
    </Card>
  );
}

/** Sentences under a heading; nothing where there are none. */
export function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h2>{title}</h2>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {sentences.map((sentence) => (
          <li key={sentence} className="max-w-prose text-pretty">
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}
