import { unzlibSync } from 'fflate';

/** A TrueType font: how wide its characters are, and the parts of it that a PDF embeds. */
export interface Font {
  unitsPerEm: number;
  /** Above and below the base line, in units. */
  ascent: number;
  descent: number;
  /** Left, lowest, right and highest point of all glyphs, in units. */
  box: readonly [number, number, number, number];
  /** The glyph of a character; 0, an empty box, where the font has none. */
  findGlyph(codePoint: number): number;
  /** Units that a glyph takes on its line. */
  widthOf(glyph: number): number;
  /** The font file with the outlines of these glyphs only; their numbers stay. */
  cut(glyphs: Iterable<number>): Uint8Array;
}

type Tables = Map<string, DataView<ArrayBuffer>>;

/**
 * Reads a font.
 * @param url  a data URL of a WOFF file with TrueType outlines
 * @throws Error when it is none
 */
export function readFont(url: string): Font {
  const tables = unpack(Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (letter) => letter.charCodeAt(0)));
  const [head, hhea, hmtx] = [find(tables, 'head'), find(tables, 'hhea'), find(tables, 'hmtx')];
  const widths = hhea.getUint16(34);
  return {
    unitsPerEm: head.getUint16(18),
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    box: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    findGlyph: readCharacterMap(find(tables, 'cmap')),
    // The last width stands for all glyphs behind it.
    widthOf: (glyph) => hmtx.getUint16(4 * Math.min(glyph, widths - 1)),
    cut: (glyphs) => cutFont(tables, widths, glyphs),
  };
}

/** The tables of a WOFF file, inflated. */
function unpack(file: Uint8Array<ArrayBuffer>): Tables {
  const view = new DataView(file.buffer);
  if (view.getUint32(0) !== 0x774f4646 || view.getUint32(4) !== 0x00010000)
    throw new Error('This is no WOFF with TrueType outlines.');
  const tables: Tables = new Map();
  for (let entry = 44; entry < 44 + 20 * view.getUint16(12); entry += 20) {
    const name = String.fromCharCode(...file.subarray(entry, entry + 4));
    const [offset, packed, size] = [view.getUint32(entry + 4), view.getUint32(entry + 8), view.getUint32(entry + 12)];
    const content = file.subarray(offset, offset + packed);
    const table = packed < size ? unzlibSync(content, { out: new Uint8Array(size) }) : content;
    tables.set(name, new DataView(new Uint8Array(table).buffer));
  }
  return tables;
}

function find(tables: Tables, name: string): DataView<ArrayBuffer> {
  const table = tables.get(name);
  if (!table) throw new Error(`The font has no table ${name}.`);
  return table;
}

/** Characters of the first plane, from the subtable in format 4 that every font has. */
function readCharacterMap(cmap: DataView): (codePoint: number) => number {
  const starts = Array.from({ length: cmap.getUint16(2) }, (_, index) => cmap.getUint32(8 + 8 * index));
  const start = starts.find((offset) => cmap.getUint16(offset) === 4);
  if (start === undefined) throw new Error('The font has no character map in format 4.');
  const size = cmap.getUint16(start + 6);
  const glyphs = new Map<number, number>();
  for (let segment = 0; segment < size; segment += 2) {
    const last = cmap.getUint16(start + 14 + segment);
    const first = cmap.getUint16(start + 16 + size + segment);
    const shift = cmap.getUint16(start + 16 + 2 * size + segment);
    const place = start + 16 + 3 * size + segment;
    const offset = cmap.getUint16(place);
    for (let codePoint = first; codePoint <= last && codePoint < 0xffff; codePoint++) {
      const glyph = offset === 0 ? codePoint : cmap.getUint16(place + offset + 2 * (codePoint - first));
      if (offset === 0 || glyph !== 0) glyphs.set(codePoint, (glyph + shift) & 0xffff);
    }
  }
  return (codePoint) => glyphs.get(codePoint) ?? 0;
}

/** The font file with nothing but what a PDF needs, and empty outlines for whatever is not among the glyphs. */
function cutFont(tables: Tables, widths: number, glyphs: Iterable<number>): Uint8Array {
  const [head, glyf, hmtx] = [find(tables, 'head'), find(tables, 'glyf'), find(tables, 'hmtx')];
  const outlines = readOutlines(head, find(tables, 'loca'), glyf);
  const kept = new Set<number>([0]);
  const keep = (glyph: number) => {
    kept.add(glyph);
    for (const part of partsOf(outlines(glyph))) if (!kept.has(part)) keep(part);
  };
  for (const glyph of glyphs) keep(glyph);

  const count = find(tables, 'maxp').getUint16(4);
  const loca = new DataView(new ArrayBuffer(4 * (count + 1)));
  const drawn: Uint8Array[] = [];
  let length = 0;
  for (let glyph = 0; glyph < count; glyph++) {
    loca.setUint32(4 * glyph, length);
    if (!kept.has(glyph)) continue;
    const { buffer, byteOffset, byteLength } = outlines(glyph);
    const padded = new Uint8Array(Math.ceil(byteLength / 4) * 4);
    padded.set(new Uint8Array(buffer, byteOffset, byteLength));
    drawn.push(padded);
    length += padded.length;
  }
  loca.setUint32(4 * count, length);

  const metrics = new DataView(hmtx.buffer.slice(0));
  for (let glyph = 0; glyph < widths; glyph++) if (!kept.has(glyph)) metrics.setUint32(4 * glyph, 0);
  const newHead = new DataView(head.buffer.slice(0));
  // Offsets of four bytes.
  newHead.setInt16(50, 1);
  return writeFont([
    ['glyf', concatenate(drawn)],
    ['head', new Uint8Array(newHead.buffer)],
    ['hhea', new Uint8Array(find(tables, 'hhea').buffer)],
    ['hmtx', new Uint8Array(metrics.buffer)],
    ['loca', new Uint8Array(loca.buffer)],
    ['maxp', new Uint8Array(find(tables, 'maxp').buffer)],
  ]);
}

function readOutlines(head: DataView, loca: DataView, glyf: DataView<ArrayBuffer>) {
  const isLong = head.getInt16(50) === 1;
  const offsetOf = (glyph: number) => (isLong ? loca.getUint32(4 * glyph) : 2 * loca.getUint16(2 * glyph));
  return (glyph: number) => {
    const start = offsetOf(glyph);
    return new DataView(glyf.buffer, start, offsetOf(glyph + 1) - start);
  };
}

/** The glyphs that a glyph is put together from, like a letter and its accent; none for most. */
function partsOf(outline: DataView): number[] {
  const parts: number[] = [];
  if (outline.byteLength === 0 || outline.getInt16(0) >= 0) return parts;
  for (let at = 10, more = true; more; ) {
    const flags = outline.getUint16(at);
    parts.push(outline.getUint16(at + 2));
    const scale = flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0;
    at += 4 + (flags & 0x1 ? 4 : 2) + scale;
    more = (flags & 0x20) !== 0;
  }
  return parts;
}

/** A TrueType file of these tables, in the order of their names. */
function writeFont(tables: [string, Uint8Array][]): Uint8Array {
  const directory = new DataView(new ArrayBuffer(12 + 16 * tables.length));
  directory.setUint32(0, 0x00010000);
  directory.setUint16(4, tables.length);
  const power = Math.floor(Math.log2(tables.length));
  directory.setUint16(6, 16 * 2 ** power);
  directory.setUint16(8, power);
  directory.setUint16(10, 16 * (tables.length - 2 ** power));
  const contents: Uint8Array[] = [];
  let offset = directory.byteLength;
  for (const [index, [name, table]] of tables.entries()) {
    const padded = new Uint8Array(Math.ceil(table.length / 4) * 4);
    padded.set(table);
    const entry = 12 + 16 * index;
    for (const [place, letter] of [...name].entries()) directory.setUint8(entry + place, letter.charCodeAt(0));
    directory.setUint32(entry + 4, sumWords(padded));
    directory.setUint32(entry + 8, offset);
    directory.setUint32(entry + 12, table.length);
    contents.push(padded);
    offset += padded.length;
  }
  return concatenate([new Uint8Array(directory.buffer), ...contents]);
}

function sumWords(table: Uint8Array): number {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

/** Several pieces of bytes as one. */
export function concatenate(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
