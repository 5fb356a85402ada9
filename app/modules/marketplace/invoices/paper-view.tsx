import type { ReactNode } from 'react';
import { DefinitionList, Table } from '~/components/ui/layout.tsx';
import type { Paper } from './paper.ts';

/** An invoice or a credit note on screen and on paper. */
export function PaperView({ paper, tag }: { paper: Paper; tag?: ReactNode }) {
  const { title, seller, recipient, facts, headings, rows, totals, remarks } = paper;
  const [, kind, number] = /^(.*) (\S+)$/.exec(title) ?? [];
  return (
    <article className="card paper flex flex-col gap-8 p-5 sm:p-10">
      <header className="grid gap-6 sm:grid-cols-2 print:grid-cols-2">
        <div>
          <h1>
            {kind} <span className="block text-lg break-words">{number}</span>
          </h1>
          {tag && <p className="mt-2">{tag}</p>}
        </div>
        <Lines lines={seller} label="Seller" />
      </header>
      <div className="grid gap-6 sm:grid-cols-2 print:grid-cols-2">
        <div>
          {recipient.length > 0 && (
            <>
              <h2 className="mb-1 text-sm text-muted">Billed to</h2>
              <Lines lines={recipient} label="Billed to" />
            </>
          )}
        </div>
        <DefinitionList
          entries={facts.map(({ term, details }) => ({ term, details: <bdi className="break-all">{details}</bdi> }))}
        />
      </div>
      <Table caption={title} flush>
        <thead>
          <tr>
            <th scope="col">Item</th>
            {headings.map((heading) => (
              <th key={heading} scope="col" className="number">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, notes, amounts }, index) => (
            <tr key={index}>
              <th scope="row" className="font-medium wrap-anywhere">
                {name}
                {notes.map((note) => (
                  <span key={note} className="block text-xs font-normal text-pretty text-muted">
                    {note}
                  </span>
                ))}
              </th>
              {amounts.map((amount, place) => (
                <td key={place} className="number whitespace-nowrap tabular-nums">
                  {amount}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <div className="ml-auto w-full max-w-96">
        <DefinitionList
          entries={totals.map(({ label, amount, strong }) =>
            strong
              ? { term: <strong className="text-ink">{label}</strong>, details: <strong>{amount}</strong> }
              : { term: label, details: amount },
          )}
        />
      </div>
      {remarks.length > 0 && (
        <div className="grid gap-6 sm:grid-cols-2 print:grid-cols-2">
          {remarks.map(({ heading, lines }) => (
            <section key={heading}>
              <h2 className="text-sm text-muted">{heading}</h2>
              {lines.map((line, index) => (
                <p key={index} className="mt-1 max-w-prose break-words">
                  {line}
                </p>
              ))}
            </section>
          ))}
        </div>
      )}
    </article>
  );
}

/** Lines of an address, the first of them the name. */
function Lines({ lines, label }: { lines: string[]; label: string }) {
  return (
    <address className="not-italic" aria-label={label}>
      {lines.map((line, index) => (
        <span key={index} className={index === 0 ? 'block font-semibold break-words' : 'block break-words'}>
          <bdi>{line}</bdi>
        </span>
      ))}
    </address>
  );
}
