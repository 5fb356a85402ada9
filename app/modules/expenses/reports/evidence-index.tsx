import { type ReportTable, writeCells } from './tables.ts';

interface EvidenceIndexProps {
  report: { name: string; madeAt: string; isInWholeDollars: boolean; holdsTaxes: boolean; manifestHash: string | null };
  tables: readonly ReportTable[];
  receipts: readonly { name: string; fileName: string; sha256: string; position: number }[];
  part: number;
  parts: number;
}

/** The first page of an archive with evidence: what is in it, and where. It works without this site. */
export function EvidenceIndex({ report, tables, receipts, part, parts }: EvidenceIndexProps) {
  return (
    <html lang="en-US">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{report.name}</title>
        <style>{style}</style>
      </head>
      <body>
        <h1>{report.name}</h1>
        <p>{`Made ${report.madeAt}. ${parts > 1 ? `Part ${part} of ${parts}. ` : ''}Nothing was filed with the tax office.`}</p>
        <ul>
          <li>
            <a href="rows.csv">rows.csv</a>: every row, as it was when the report was made
          </li>
          {report.holdsTaxes && (
            <li>
              <a href="computation.csv">computation.csv</a>: every line and how it came about
            </li>
          )}
          <li>
            <a href="manifest.json">manifest.json</a>
            {`: every row and the SHA-256 of every receipt. Its own SHA-256, ${report.manifestHash}, is in the audit trail.`}
          </li>
        </ul>
        {tables.map(({ heading, columns, lines }, index) => (
          <table key={index}>
            <caption>{heading}</caption>
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col">Name</th>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line, place) => (
                <tr key={place}>
                  <td>{line.number}</td>
                  <td>{line.name}</td>
                  {writeCells(line, report.isInWholeDollars).map((cell, column) => (
                    <td key={columns[column]} className="number">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        <h2>Receipts</h2>
        {receipts.length === 0 ? (
          <p>None.</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col">File</th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              {receipts.map(({ name, fileName, sha256, position }) => (
                <tr key={name}>
                  <td>{position}</td>
                  <td>
                    <a href={encodeURI(name)}>{fileName}</a>
                  </td>
                  <td className="hash">{sha256}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </body>
    </html>
  );
}

const style = `body{font:14px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;margin:1.5rem 0}caption{text-align:left;font-weight:600}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #ddd;vertical-align:top}.number{text-align:right;font-variant-numeric:tabular-nums}.hash{font-family:monospace;font-size:11px;word-break:break-all}`;
