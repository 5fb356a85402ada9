import { Table } from '~/components/ui/layout.tsx';
import type { ResultGroup } from './explain-holding.ts';

/** Results of one kind, each with its formula and the values behind it. */
export function ResultTable({ title, lines }: ResultGroup) {
  return (
    <>
      <h3>{title}</h3>
      <Table caption={title} flush>
        <thead className="sr-only">
          <tr>
            <th scope="col">How it comes about</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, value, formula, values, note }) => (
            <tr key={name}>
              <th scope="row" className="text-left">
                <p className="font-semibold">{name}</p>
                <p className="text-pretty font-normal text-muted">{formula}</p>
                <p className="mt-1 text-pretty font-normal tabular-nums wrap-anywhere">{values}</p>
                {note && <p className="mt-1 text-xs text-pretty font-normal text-muted">{note}</p>}
              </th>
              <td className="number font-semibold tabular-nums">{value}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
