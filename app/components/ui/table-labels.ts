import { Children, cloneElement, Fragment, isValidElement, type ReactElement, type ReactNode } from 'react';

interface PartProps {
  children?: ReactNode;
  className?: string;
  colSpan?: number;
  'data-label'?: string;
}
type Part = ReactElement<PartProps>;

/**
 * Gives each cell of a table the words of its column as `data-label`, for phones, where a row is a card and the head is not seen.
 * Cells below a head without visible words get none, and neither do rows that a component of its own makes. A component inside a row
 * stands for one cell.
 * @param children  of the table: its head, its bodies and its foot
 */
export function labelCells(children: ReactNode): ReactNode {
  const labels = readHead(children);
  return mapParts(children, (body) =>
    body.type === 'tbody' || body.type === 'tfoot'
      ? mapChildren(body, (row) => (row.type === 'tr' ? labelRow(row, labels) : row))
      : body,
  );
}

function labelRow(row: Part, labels: readonly string[]): Part {
  let column = 0;
  return mapChildren(row, (cell) => {
    const { colSpan = 1 } = cell.props;
    // A cell over several columns belongs to none of them, and a head of its row names itself.
    const label = colSpan === 1 && cell.type === 'td' ? labels[column] : undefined;
    column += colSpan;
    return label ? cloneElement(cell, { 'data-label': label }) : cell;
  });
}

/** The visible words of each column; the last row of the head counts. */
function readHead(children: ReactNode): string[] {
  const head = listParts(children).find(({ type }) => type === 'thead');
  const row = listParts(head?.props.children).at(-1);
  return listParts(row?.props.children).flatMap(({ props }) => [
    readWords(props.children).trim(),
    ...Array.from({ length: (props.colSpan ?? 1) - 1 }, () => ''),
  ]);
}

function readWords(node: ReactNode): string {
  return Children.toArray(node)
    .map((part) => {
      if (typeof part === 'string' || typeof part === 'number') return String(part);
      return isPart(part) && !/\bsr-only\b/.test(part.props.className ?? '') ? readWords(part.props.children) : '';
    })
    .join('');
}

const isPart = (node: unknown): node is Part => isValidElement<PartProps>(node);

/** The elements among children, those of fragments in their place. */
const listParts = (children: ReactNode): Part[] =>
  Children.toArray(children).flatMap((child) => {
    if (!isPart(child)) return [];
    return child.type === Fragment ? listParts(child.props.children) : [child];
  });

// Keeps the keys: React tells the rows of a list apart by them.
function mapParts(children: ReactNode, change: (part: Part) => Part): ReactNode {
  return Children.map(children, (child) => {
    if (!isPart(child)) return child;
    return child.type === Fragment ? mapChildren(child, change) : change(child);
  });
}

const mapChildren = (part: Part, change: (part: Part) => Part): Part =>
  cloneElement(part, {}, mapParts(part.props.children, change));
