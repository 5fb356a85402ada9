import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';

// Files as people upload them, and as those who mean harm do.

const ascii = (text: string) => Buffer.from(text, 'latin1');

/** The objects of a PDF, the first of which is its catalog, with a table of where they are. */
function writePdf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const pieces: Uint8Array[] = [ascii('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = 9;
  const add = (piece: Uint8Array) => {
    pieces.push(piece);
    length += piece.length;
  };
  objects.forEach((object, index) => {
    offsets.push(length);
    add(
      Buffer.concat([
        ascii(`${index + 1} 0 obj\n`),
        typeof object === 'string' ? ascii(object) : object,
        ascii('\nendobj\n'),
      ]),
    );
  });
  const start = length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(ascii(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`));
  add(ascii(`trailer << /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(pieces);
}

const stream = (content: Buffer, filter = '') =>
  Buffer.concat([ascii(`<< /Length ${content.length} ${filter} >>\nstream\n`), content, ascii('\nendstream')]);

function documentOf(pages: readonly Buffer[], trailer?: string): Buffer {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  return writePdf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      ...pages.flatMap((content, index) => [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        content,
      ]),
    ],
    trailer,
  );
}

const escapeText = (line: string) => line.replaceAll(/[\\()]/g, '\\$&');
const textOf = (lines: readonly string[]) =>
  ascii(`BT /F1 11 Tf 72 720 Td 14 TL ${lines.map((line) => `(${escapeText(line)}) Tj T*`).join(' ')} ET`);

/** A PDF of one page for each list of lines. */
export function pdfOf(...pages: readonly (readonly string[])[]): Buffer {
  return documentOf(pages.map((lines) => stream(textOf(lines))));
}

/** A receipt as a shop mails it. Different each time, as its number is. */
export function shopReceipt({ merchant = 'Harbor Hardware', date = '03/14/2026', total = '41.20' } = {}): Buffer {
  return pdfOf([
    merchant,
    '12 Pier Road, Chicago IL 60601',
    `Receipt ${randomBytes(8).toString('hex')}`,
    `Date: ${date}`,
    'Paint, white 35.00',
    'Brush 3.15',
    'Subtotal 38.15',
    'Sales tax 3.05',
    `Total $${total}`,
    'Visa ending 4242',
  ]);
}

/** A PDF that wants a password to be read (RC4, 128 bits). */
export function encryptedPdf(): Buffer {
  const id = randomBytes(16);
  const padding = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
  const hex = (bytes: Buffer) => `<${bytes.toString('hex')}>`;
  const key = createHash('md5')
    .update(Buffer.concat([ascii('secret'), padding]).subarray(0, 32))
    .update(id)
    .digest();
  const cipher = createCipheriv('aes-128-ecb', key, null);
  const owner = Buffer.concat([cipher.update(padding), cipher.final()]).subarray(0, 32);
  const user = randomBytes(32);
  return documentOf(
    [stream(textOf(['Secret']))],
    `/ID [${hex(id)} ${hex(id)}] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O ${hex(owner)} /U ${hex(user)} >>`,
  );
}

/** A small PDF whose page unpacks to so many megabytes. */
export function zipBombPdf(megabytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, ' '), { level: 9 });
  return documentOf([stream(packed, '/Filter /FlateDecode')]);
}

/** A file that begins as a JPEG does, of so many bytes, and is like no other. */
export function jpegOf(bytes: number): Buffer {
  const file = Buffer.alloc(bytes, 'not really a picture ');
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(file);
  randomBytes(16).copy(file, 20);
  return file;
}

/** A picture of one pixel. */
export const tinyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
