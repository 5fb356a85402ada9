import { createHash, randomUUID } from 'node:crypto';
import type { receipts } from '../../schema/index.ts';

/** What the receipt of a demo expense says. */
interface Purchase {
  merchant: string;
  /** `YYYY-MM-DD`. */
  date: string;
  /** Cents. */
  amount: number;
}

/** The receipt of a purchase: one page of PDF. The same purchase always has the same bytes. */
export function makeReceiptFile({ merchant, date, amount }: Purchase): Uint8Array {
  const lines = [merchant, 'Demo receipt', `Date: ${date}`, `Total: $${(amount / 100).toFixed(2)}`];
  const shown = lines.map((line) => `(${line.replaceAll(/[()\\]/g, '\\$&')}) Tj T*`).join(' ');
  const content = `BT /F1 14 Tf 24 260 Td 20 TL ${shown} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 240 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = `${String(file.length).padStart(10, '0')} 00000 n \n`;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  file += `${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}

/** SHA-256 of a file, hex. */
export const hashFile = (file: Uint8Array) => createHash('sha256').update(file).digest('hex');

/** The row of the receipt of an expense. Starting the app locally puts its file into the bucket. */
export function makeReceipt(organizationId: string, expense: Purchase & { id: string }): typeof receipts.$inferInsert {
  const file = makeReceiptFile(expense);
  return {
    organizationId,
    expenseId: expense.id,
    fileName: `demo-receipt-${expense.date}.pdf`,
    fileKey: `receipts/${organizationId}/${expense.id}/${randomUUID()}`,
    fileType: 'application/pdf',
    fileSizeBytes: file.length,
    contentHash: hashFile(file),
  };
}
