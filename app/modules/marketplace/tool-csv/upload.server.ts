import { FileTooLarge, receiveUpload, type Upload } from '~/services/files/uploads.server.ts';
import { isKeepable } from '~/services/form-values.ts';
import { createEncodingDetector, createTextDecoder } from '~/services/imports/encoding.ts';
import { largestFile } from './schema.ts';

/** The text of a file that was chosen; or why it has none, in a sentence. */
export type CsvFile = { text: string } | { problem: string };

// A file that is too large is read to its end, so that its sender hears how large one may be.
const limits = { files: 1, bytes: 50 * 1024 * 1024, fileBytes: largestFile };

const noText = 'This is no file of text. Save it as CSV, and choose that file; a workbook can be saved so.';

/** Takes the file of a form in, as a text; it is kept nowhere. */
export function receiveCsvFile(request: Request): Promise<Upload<CsvFile>> {
  return receiveUpload(request, {
    limits,
    take: async ({ content }): Promise<CsvFile> => {
      try {
        return await readText(content);
      } catch (error) {
        if (!(error instanceof FileTooLarge)) throw error;
        return { problem: 'The file has more than 500 kB. Cut it into several.' };
      }
    },
  });
}

async function readText(content: AsyncIterable<Uint8Array>): Promise<CsvFile> {
  const detector = createEncodingDetector();
  const pieces: Uint8Array[] = [];
  for await (const piece of content) {
    detector.add(piece);
    // What arrives is overwritten by what comes next.
    pieces.push(piece.slice());
  }
  const format = detector.finish();
  if (format === 'EMPTY') return { problem: 'The file is empty.' };
  if (format === 'BINARY') return { problem: noText };
  const bytes = new Uint8Array(pieces.reduce((size, { byteLength }) => size + byteLength, 0));
  let place = 0;
  for (const piece of pieces) {
    bytes.set(piece, place);
    place += piece.byteLength;
  }
  const text = createTextDecoder(format.encoding).decode(bytes.subarray(format.markLength));
  // UTF-16 has zero bytes in letters, so the detector lets NUL through.
  return isKeepable(text) ? { text } : { problem: noText };
}
