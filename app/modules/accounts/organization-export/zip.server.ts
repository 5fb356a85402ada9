import { Zip, ZipDeflate } from 'fflate';

/** A file of an archive, in pieces. */
export interface ArchivedFile {
  name: string;
  pieces: AsyncIterable<string> | Iterable<string>;
}

/** Packs text files into a zip archive, piece by piece: never more than one piece of them is in memory. */
export async function* zipFiles(files: Iterable<ArchivedFile>): AsyncGenerator<Uint8Array> {
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
  for (const { name, pieces } of files) {
    const file = new ZipDeflate(name);
    zip.add(file);
    for await (const piece of pieces) {
      file.push(encoder.encode(piece));
      yield* takePacked();
    }
    file.push(new Uint8Array(), true);
    yield* takePacked();
  }
  zip.end();
  yield* takePacked();
}
