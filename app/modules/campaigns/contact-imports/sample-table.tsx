import { Table } from '~/components/ui/layout.tsx';
import type { DetectedFile } from './detection.ts';
import { sampleRows } from './detection.ts';
import { namesOfColumns } from './mapping.ts';

/** The first rows of a table as they stand in the file. */
export function SampleTable({ detected }: { detected: DetectedFile }) {
  const names = namesOfColumns(detected, detected.headerLine);
  const rows = detected.sample.filter(({ line }) => line > detected.headerLine).slice(0, sampleRows);
  const width = Math.max(names.length, ...rows.map(({ cells }) => cells.length));
  const places = Array.from({ length: width }, (_, place) => place);
  return (
    <div className="flex flex-col gap-3">
      <h2>The first rows of the file</h2>
      <Table phone="scroll" caption="The first rows of the file">
        <thead>
          <tr>
            <th scope="col">Line</th>
            {places.map((place) => (
              <th key={place} scope="col">
                {names[place] || `Column ${place + 1}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells }) => (
            <tr key={line}>
              <th scope="row" className="number">
                {line}
              </th>
              {places.map((place) => (
                <td key={place} className="max-w-xs wrap-anywhere">
                  {cells[place] || '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
