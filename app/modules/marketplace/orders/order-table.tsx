import type { ReactNode } from 'react';
import { Table } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { countWords } from '~/utils/words.ts';

interface Line {
  name: string;
  kind?: 'TOOL' | 'BUNDLE';
  /** Names of the tools in a bundle. */
  includedTools?: string[];
}

/** A column between the items and their amounts. */
interface Column<L extends Line> {
  heading: string;
  isNumber?: boolean;
  show: (line: L) => ReactNode;
}

/**
 * The lines of an order or of a credit note: each item with what is in it, further columns, and its amount.
 * @param amountOf  cents
 * @param total  the last row: its words, and cents
 * @param flush  whether it stands in a document, without a surface of its own
 */
export function OrderTable<L extends Line>({
  caption,
  lines,
  columns = [],
  amountOf,
  currency,
  total,
  flush = false,
}: {
  caption: string;
  lines: L[];
  columns?: Column<L>[];
  amountOf: (line: L) => number;
  currency: string;
  total?: { label: string; amount: number };
  flush?: boolean;
}) {
  return (
    <Table caption={caption} flush={flush}>
      <thead>
        <tr>
          <th scope="col">Item</th>
          {columns.map(({ heading, isNumber }) => (
            <th key={heading} scope="col" className={isNumber ? 'number' : undefined}>
              {heading}
            </th>
          ))}
          <th scope="col" className="number">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.kind} ${line.name}`}>
            <th scope="row" className={flush ? 'font-medium' : 'w-full'}>
              {line.name}
              {line.kind === 'BUNDLE' && <BundledTools names={line.includedTools ?? []} />}
            </th>
            {columns.map(({ heading, isNumber, show }) => (
              <td key={heading} className={isNumber ? 'number' : undefined}>
                {show(line)}
              </td>
            ))}
            <td className="number">
              <Money cents={amountOf(line)} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
      {total && (
        <tfoot>
          <tr>
            <th scope="row" colSpan={columns.length + 1} className="border-t border-line py-3 font-semibold">
              {total.label}
            </th>
            <td className="number border-t border-line py-3 font-semibold">
              <Money cents={total.amount} currency={currency} />
            </td>
          </tr>
        </tfoot>
      )}
    </Table>
  );
}

function BundledTools({ names }: { names: string[] }) {
  return (
    <span className="block text-xs font-normal text-pretty text-muted">
      Bundle of {countWords(names.length, 'tool')}: {names.join(', ')}
    </span>
  );
}
