import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file of an archive, in pieces. */
export interface ArchivedFile {
  name: string;
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

/** How an archive is packed. */
export interface ArchiveOptions {
  /** Stores files as they are: pictures and PDFs are compressed already. */
  isStored?: boolean;
  /** The time that every file bears, so that the same files make the same archive; by default the moment it is packed. */
  date?: Date;
}

/**
 * Packs files into a zip archive, piece by piece: never more than one piece of them is in memory. Archives hold up to 4 GB,
 * because nothing here writes the extension for larger ones.
 */
export async function* zipFiles(
  files: Iterable<ArchivedFile> | AsyncIterable<ArchivedFile>,
  { isStored = false, date }: ArchiveOptions = {},
): AsyncGenerator<Uint8Array> {
  let packed: Uint8Array[] = [];
  function* takePacked() {
    yield* packed;
    packed = [];
  }
  const encoder = new TextEncoder();
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    packed.push(chunk);
  });
  for await (const { name, pieces } of files) {
    const file = isStored ? new ZipPassThrough(name) : new ZipDeflate(name);
    if (date) file.mtime = date;
    zip.add(file);
    for await (const piece of pieces) {
      file.push(typeof piece === 'string' ? encoder.encode(piece) : piece);
      yield* takePacked();
    }
    file.push(new Uint8Array(), true);
    yield* takePacked();
  }
  zip.end();
  yield* takePacked();
}
