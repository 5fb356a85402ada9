import type { ReactNode } from 'react';
import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import type { PriceModel } from '~/modules/marketplace/labels.ts';
import { describePayment, type UsageTerms } from '~/modules/marketplace/uses/terms.ts';

/** A tool that a line charged, as sold. */
interface ChargedTool extends UsageTerms {
  id: string;
  name: string;
  priceModel: PriceModel;
  price: number;
  periodStart: string | Date | null;
  periodEnd: string | Date | null;
  /** The units it bills in arrears; null for what pays ahead. */
  unitsBilled: number | null;
}

interface Line {
  name: string;
  kind?: 'TOOL' | 'BUNDLE';
  /** The tools it charged: itself, or those of a bundle. */
  tools?: readonly ChargedTool[];
  /** Tools of a bundle that were paid for already, with the orders that did. */
  credited?: readonly { name: string; orderNumber: string | null }[];
}

/** A column between the items and their amounts. */
interface Column<L extends Line> {
  heading: string;
  isNumber?: boolean;
  show: (line: L) => ReactNode;
}

/**
 * The lines of an order or of a credit note: each item with the terms of its tools, further columns, and its amount.
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
  showTool,
}: {
  caption: string;
  lines: L[];
  columns?: Column<L>[];
  amountOf: (line: L) => number;
  currency: string;
  total?: { label: string; amount: number };
  flush?: boolean;
  /** What to show beside each charged tool. */
  showTool?: (tool: ChargedTool) => ReactNode;
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
              {line.tools && <ChargedTools line={line} tools={line.tools} currency={currency} showTool={showTool} />}
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

// How each tool is paid, and the time that pays for: of the tool itself, or of each tool of a bundle with its share.
function ChargedTools({
  line: { kind, credited = [] },
  tools,
  currency,
  showTool,
}: {
  line: Line;
  tools: readonly ChargedTool[];
  currency: string;
  showTool?: (tool: ChargedTool) => ReactNode;
}) {
  if (kind !== 'BUNDLE') {
    return tools.map((tool) => (
      <span key={tool.id} className="block text-xs font-normal text-muted">
        <Terms tool={tool} />
        {showTool?.(tool)}
      </span>
    ));
  }
  return (
    <>
      <ul className="mt-1 flex flex-col gap-1 text-xs font-normal text-muted">
        {tools.map((tool) => (
          <li key={tool.id}>
            {tool.name}: <Money cents={tool.price} currency={currency} />. <Terms tool={tool} />
            {showTool?.(tool)}
          </li>
        ))}
      </ul>
      {credited.length > 0 && (
        <span className="mt-1 block text-xs font-normal text-pretty text-muted">
          Credited as paid for: {credited.map(describeCredit).join(', ')}
        </span>
      )}
    </>
  );
}

const describeCredit = ({ name, orderNumber }: { name: string; orderNumber: string | null }) =>
  orderNumber ? `${name} (order ${orderNumber})` : name;

function Terms({ tool }: { tool: ChargedTool }) {
  const { periodStart, periodEnd } = tool;
  return (
    <>
      {describePayment(tool)}
      {periodStart && periodEnd && (
        <>
          , <Day date={periodStart} /> to <Day date={periodEnd} />
        </>
      )}
    </>
  );
}
