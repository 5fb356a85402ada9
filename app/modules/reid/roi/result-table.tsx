import { Table } from '~/components/ui/layout.tsx';
import type { ResultGroup } from './explain-holding.ts';

/** Every result with its formula and the values behind it. */
export function ResultTable({ groups }: { groups: readonly ResultGroup[] }) {
  return (
    <div className="flex flex-col gap-6">
      {groups.map(({ title, lines }) => (
        <section key={title} className="flex flex-col gap-2">
          <h3>{title}</h3>
          <Table caption={title} flush>
            <thead>
              <tr>
                <th scope="col">How it comes about</th>
                <th scope="col" className="number">
                  Result
                </th>
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
        </section>
      ))}
    </div>
  );
}
