import { calculationVersion } from '~/modules/expenses/tax/amounts.ts';
import { computeReport } from './computation.ts';
import type { FrozenReport, FrozenRow } from './content.ts';

// The manifest lists everything that a report's evidence holds. It is written once, when the report is made, line by line, and its
// SHA-256 goes into the audit trail: whoever has a manifest can tell whether it is the one.

const stringify = (value: unknown) => JSON.stringify(value);

/** The beginning of a manifest, up to its rows. */
export function beginManifest(report: FrozenReport): string {
  const { id, name, organization, template, taxYear, from, to, person, madeAt, expenses, sections } = report;
  const { totalIncome, totalExpenses, totalDeductions } = report;
  const versions = sections.flatMap((section) => section.calculationVersion ?? []);
  const figures = sections.flatMap(({ figuresHash }) => figuresHash ?? []);
  return `{
"format": "lotline-evidence-1",
"report": ${stringify({ id, name, organization, template, taxYear, from, to, person, madeAt })},
"calculationVersion": ${stringify(versions[0] ?? calculationVersion)},
"figures": ${stringify([...new Set(figures)])},
"totals": ${stringify({ expenses, income: totalIncome, spent: totalExpenses, deductible: totalDeductions })},
"lines": ${stringify(computeReport(report))},
"rows": [
`;
}

/** A row of a manifest; its receipts by their SHA-256. */
export function writeManifestRow(row: FrozenRow): string {
  const { position, section, expenseId, date, label, netAmount, deductibleAmount, details } = row;
  const receipts = details.receipts?.map(({ id, name, type, size, sha256 }) => ({ id, name, type, size, sha256 }));
  return stringify({
    position,
    section,
    expenseId,
    date,
    label,
    netAmount,
    deductibleAmount,
    kind: details.kind,
    receipts,
  });
}

/**
 * The end of a manifest.
 * @param rowsDigest  SHA-256 of the file with the rows, hex
 */
export function endManifest(rowsDigest: string): string {
  return `\n],\n"files": {"rows.csv": "${rowsDigest}"}\n}\n`;
}

/** Reads from the end of a manifest the SHA-256 of the file with the rows; undefined where it is not there. */
export function findRowsDigest(end: string): string | undefined {
  return /"files": \{"rows\.csv": "([\da-f]{64})"\}\n\}\n$/.exec(end)?.[1];
}
