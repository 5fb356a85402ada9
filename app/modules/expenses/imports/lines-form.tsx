import { Button, buttonClass, LinkButton } from '~/components/ui/button.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { formatDate } from '~/utils/dates.ts';
import { explainAlike, explainProblem, keptReasons, lineStateLabels } from './line-words.ts';
import type { ListedLine } from './queries.server.ts';
import { type ShownState, shownStates } from './schema.ts';

interface LinesProps {
  counts: readonly { state: ShownState; count: number; selected: number }[];
  /** The list that is shown; undefined when the import has no lines. */
  show: ShownState | undefined;
  lines: readonly ListedLine[];
  /** The line that the next page begins behind. */
  next: number | undefined;
  /** What lines of the file are called. */
  format: 'CSV' | 'OFX';
}

/** The lines of an import, to be ticked and imported; with the lists and pages as buttons, which keep the ticks. */
export function ChooseLines(props: LinesProps) {
  const { counts, lines, next, show } = props;
  const chosen = counts.reduce((sum, { selected }) => sum + selected, 0);
  return (
    <OrganizationForm className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="choose" />
      <input type="hidden" name="shown" value={lines.map(({ line }) => line).join(',')} />
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary">Import selected</Button>
        <p className="text-muted">{`${chosen.toLocaleString('en-US')} selected. Ticks are kept as you go through the lists.`}</p>
      </div>
      <Lists {...props} isForm />
      <Lines {...props} isForm />
      {next !== undefined && show && (
        <div>
          <Button size="small" name="to" value={`${show}:${next}`}>
            Next lines
          </Button>
        </div>
      )}
    </OrganizationForm>
  );
}

/** The lines of an import, to be looked at. */
export function ShowLines(props: LinesProps) {
  const { next, show } = props;
  return (
    <div className="flex flex-col gap-4">
      <Lists {...props} />
      <Lines {...props} />
      {next !== undefined && show && (
        <div>
          <a href={`?show=${show}&after=${next}`} rel="next" className={buttonClass({ size: 'small' })}>
            Next lines
          </a>
        </div>
      )}
    </div>
  );
}

function Lists({ counts, show, isForm = false }: LinesProps & { isForm?: boolean }) {
  const lists = shownStates.flatMap((state) => counts.find((one) => one.state === state) ?? []);
  if (lists.length < 2) return null;
  return (
    <nav aria-label="Lists of lines" className="flex flex-wrap gap-2">
      {lists.map(({ state, count }) => {
        const label = `${lineStateLabels[state]} (${count.toLocaleString('en-US')})`;
        const current = state === show ? 'true' : undefined;
        return isForm ? (
          <Button key={state} size="small" name="to" value={`${state}:0`} aria-current={current}>
            {label}
          </Button>
        ) : (
          <a key={state} href={`?show=${state}`} aria-current={current} className={buttonClass({ size: 'small' })}>
            {label}
          </a>
        );
      })}
    </nav>
  );
}

/** Leads to the shown list as a file. */
export function LinesCsv({ importId, show, lines }: Pick<LinesProps, 'show' | 'lines'> & { importId: string }) {
  if (!show || lines.length === 0) return null;
  return (
    <div>
      <LinkButton size="small" href={`/expenses/import/${importId}/lines.csv?show=${show}`}>
        Download CSV
      </LinkButton>
    </div>
  );
}

function Lines({ lines, show, format, isForm = false }: LinesProps & { isForm?: boolean }) {
  if (!show || lines.length === 0) return <p className="text-muted">There are no lines here.</p>;
  const ticks = isForm && (show === 'READY' || show === 'POSSIBLE_DUPLICATE');
  const word = format === 'CSV' ? 'Line' : 'Transaction';
  return (
    <table className="table card">
      <caption className="sr-only">{lineStateLabels[show]}</caption>
      <thead>
        <tr>
          {ticks && <th scope="col">Import</th>}
          <th scope="col">Merchant</th>
          <th scope="col" className="max-sm:hidden">
            Date
          </th>
          <th scope="col" className="max-sm:hidden">
            Category
          </th>
          <th scope="col" className="number">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.line}>
            {ticks && (
              <td>
                <label className="flex min-h-11 min-w-11 items-center justify-center">
                  <span className="sr-only">{`Import ${line.merchant ?? `${word} ${line.line}`}, ${word.toLowerCase()} ${line.line}`}</span>
                  <input
                    type="checkbox"
                    name="ticked"
                    value={line.line}
                    defaultChecked={line.isSelected}
                    className="check"
                  />
                </label>
              </td>
            )}
            <th scope="row" className="min-w-0 break-words">
              {line.merchant ?? `${word} ${line.line}`}
              <div className="text-xs font-normal text-muted">
                <span>{`${word} ${line.line}`}</span>
                {line.description && <span>{` · ${line.description}`}</span>}
                <span className="sm:hidden">
                  {line.date && ` · ${formatDate(line.date)}`}
                  {line.category && ` · ${line.category}`}
                </span>
              </div>
              <LineNote {...line} />
            </th>
            <td className="whitespace-nowrap max-sm:hidden">{line.date && <Day date={line.date} />}</td>
            <td className="max-sm:hidden">{line.state !== 'PROBLEM' && line.category}</td>
            <td className="number">
              {line.amount !== null && <Money cents={Math.abs(line.amount)} />}
              {line.amount !== null && line.amount < 0 && <span className="block text-xs text-muted">in</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LineNote(line: ListedLine) {
  const { problems, alikeId } = line;
  if (Array.isArray(problems)) {
    return (
      <ul className="mt-1 text-xs font-normal text-danger-ink">
        {problems.map((problem) => (
          <li key={problem.column}>{explainProblem(problem)}</li>
        ))}
      </ul>
    );
  }
  if (problems) return <p className="mt-1 text-xs font-normal text-muted">{keptReasons[problems.kept]}</p>;
  const alike = explainAlike(line);
  if (!alike) return null;
  return (
    <p className="mt-1 text-xs font-normal text-muted">
      {`${alike.words} `}
      {alikeId ? (
        <a href={`/expenses/${alikeId}`} className="link">
          {alike.what}
        </a>
      ) : (
        alike.what
      )}
    </p>
  );
}
