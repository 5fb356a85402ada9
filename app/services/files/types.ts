/** The types of files that people may upload as proof of something. */
export const receiptTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type ReceiptType = (typeof receiptTypes)[number];

/** Bytes at the start of a file that its type is told by. Readers of PDF allow other bytes before its header, up to here. */
export const headLength = 1_024;

/** Starts of files; null stands for any byte. */
const starts: readonly { type: ReceiptType; bytes: readonly (number | null)[] }[] = [
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/webp', bytes: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50] },
];

const pdfHeader = [0x25, 0x50, 0x44, 0x46, 0x2d];

/**
 * The type of a file by its content; its name and what the browser says of it are claims. A picture goes before a PDF: a file that
 * is both is shown as what it begins with, and never as anything that can run.
 * @param head  the first 1,024 bytes, or all of a smaller file
 * @returns undefined for a file of any other type
 */
export function detectReceiptType(head: Uint8Array): ReceiptType | undefined {
  const start = starts.find(({ bytes }) => bytes.every((byte, index) => byte === null || head[index] === byte));
  if (start) return start.type;
  return holds(head.subarray(0, headLength), pdfHeader) ? 'application/pdf' : undefined;
}

function holds(bytes: Uint8Array, wanted: readonly number[]): boolean {
  const isThere = (offset: number) => wanted.every((byte, index) => bytes[offset + index] === byte);
  for (let offset = 0; offset + wanted.length <= bytes.length; offset++) if (isThere(offset)) return true;
  return false;
}
