import { createHash } from 'node:crypto';
import { zlibSync } from 'fflate';
import { concatenate, type Font, readFont } from './font.ts';

// A PDF of text and lines, written without a library: the living ones bring ten times this code and a font engine with it.
// The same calls make the same bytes.

type FontFiles = typeof import('./fonts.ts');
export type Weight = keyof FontFiles;

// Where the Worker has its fonts. Bundlers pull in whatever stands in the import itself.
const besideWorker = './pdf-fonts.js';
let fonts: Record<Weight, Font> | undefined;

/** Loads the fonts, once. Everything else here needs them. */
export async function loadFonts(): Promise<void> {
  if (fonts) return;
  const files: FontFiles = import.meta.env.PROD
    ? await import(/* @vite-ignore */ besideWorker)
    : await import('./fonts.ts');
  fonts = { regular: readFont(files.regular), bold: readFont(files.bold) };
}

function fontOf(weight: Weight): Font {
  if (!fonts) throw new Error('The fonts are not loaded.');
  return fonts[weight];
}

export interface TextStyle {
  /** Points. */
  size: number;
  weight?: Weight;
  /** 0 is black, 1 white. */
  gray?: number;
}

/** The size of a page in points, 72 to the inch. */
export interface PageSize {
  width: number;
  height: number;
}

/** US Letter, which every document is drawn for where nothing else is asked for. */
export const page: PageSize = { width: 612, height: 792 };

/** The paper of most other countries. */
export const a4: PageSize = { width: 595, height: 842 };

/** Points between the edge of a page and what stands on it. */
export const margin = 54;

/** Points that a text takes on its line. */
export function measure(text: string, { size, weight = 'regular' }: TextStyle): number {
  const font = fontOf(weight);
  const units = glyphsOf(font, text).reduce((sum, [glyph]) => sum + font.widthOf(glyph), 0);
  return (units * size) / font.unitsPerEm;
}

/** A text on one line of at most `width` points; what is too long ends with an ellipsis. */
export function fit(text: string, width: number, style: TextStyle): string {
  const line = text.replaceAll(/\s+/g, ' ');
  if (measure(line, style) <= width) return line;
  const font = fontOf(style.weight ?? 'regular');
  const room = ((width - measure('…', style)) * font.unitsPerEm) / style.size;
  let units = 0;
  let kept = '';
  for (const [glyph, character] of glyphsOf(font, line)) {
    units += font.widthOf(glyph);
    if (units > room) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** Cuts a text into lines of at most `width` points, between words where it can, within a word where it must. */
export function wrap(text: string, width: number, style: TextStyle): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ').flatMap((long) => cutWord(long, width, style))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && measure(longer, style) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(line);
  }
  return lines;
}

function cutWord(word: string, width: number, style: TextStyle): string[] {
  if (measure(word, style) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && measure(piece + character, style) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

// Characters that stand for nothing visible: they would be drawn as empty boxes.
const invisible = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

/** The glyphs of a text, each with its character. */
function glyphsOf(font: Font, text: string): [glyph: number, character: string][] {
  return [...text.normalize('NFC').replaceAll(invisible, '')].map((character) => [
    font.findGlyph(character.codePointAt(0) ?? 0),
    character,
  ]);
}

const number = (value: number) => String(Math.round(value * 100) / 100);

/** A PDF under way. Coordinates are points from the left and from the top of the page. */
export interface Drawing {
  /** Begins the next page; whatever is drawn from now on is on it. */
  addPage(): void;
  /** Draws a line of text with its base line at `y`, from `x` to the right, or up to `x`. */
  text(text: string, x: number, y: number, style: TextStyle & { align?: 'left' | 'right' }): void;
  /** Draws a horizontal line. */
  rule(x: number, y: number, width: number, style?: { gray?: number; thickness?: number }): void;
  /** Puts a line below every page, once all are there. */
  footPages(
    write: (number: number, count: number) => { left: string; right: string; y: number; style: TextStyle },
  ): void;
  /** The file. */
  finish(): Uint8Array<ArrayBuffer>;
}

/** Starts a PDF with its first page. */
export function startDrawing({
  title,
  author,
  size: paper = page,
}: {
  title: string;
  author: string;
  size?: PageSize;
}): Drawing {
  const pages: string[][] = [];
  let current: string[] = [];
  const used: Record<Weight, Map<number, string>> = { regular: new Map(), bold: new Map() };
  const draw = (operation: string) => void current.push(operation);
  const drawing: Drawing = {
    addPage() {
      current = [];
      pages.push(current);
    },
    text(text, x, y, { size, weight = 'regular', gray = 0, align = 'left' }) {
      const glyphs = glyphsOf(fontOf(weight), text);
      for (const [glyph, character] of glyphs) used[weight].set(glyph, character);
      const left = align === 'right' ? x - measure(text, { size, weight }) : x;
      const codes = glyphs.map(([glyph]) => hex(glyph)).join('');
      const place = `1 0 0 1 ${number(left)} ${number(paper.height - y)} Tm`;
      draw(`BT ${number(gray)} g /${weight} ${number(size)} Tf ${place} <${codes}> Tj ET`);
    },
    rule(x, y, width, { gray = 0.8, thickness = 0.75 } = {}) {
      const height = number(paper.height - y);
      draw(`${number(gray)} G ${number(thickness)} w ${number(x)} ${height} m ${number(x + width)} ${height} l S`);
    },
    footPages(write) {
      for (const [index, operations] of pages.entries()) {
        current = operations;
        const { left, right, y, style } = write(index + 1, pages.length);
        drawing.text(left, margin, y, style);
        drawing.text(right, paper.width - margin, y, { ...style, align: 'right' });
      }
    },
    finish: () => writeFile({ title, author, paper, pages: pages.map((operations) => operations.join('\n')), used }),
  };
  drawing.addPage();
  return drawing;
}

const hex = (value: number) => value.toString(16).padStart(4, '0');

interface Content {
  title: string;
  author: string;
  paper: PageSize;
  pages: string[];
  used: Record<Weight, Map<number, string>>;
}

/** Numbers the objects of a file in the order they are asked for. */
function writeFile({ title, author, paper, pages, used }: Content): Uint8Array<ArrayBuffer> {
  const objects: Uint8Array[] = [];
  const add = (...parts: (string | Uint8Array)[]) => {
    objects.push(concatenate(parts.map((part) => (typeof part === 'string' ? encode(part) : part))));
    return `${objects.length} 0 R`;
  };
  const stream = (content: Uint8Array, entries = '') => {
    const packed = zlibSync(content);
    const dictionary = `<< /Length ${packed.length} /Filter /FlateDecode ${entries} >>`;
    return add(`${dictionary}\nstream\n`, packed, '\nendstream');
  };
  const weights = Object.entries(used).flatMap(([weight, glyphs]) =>
    (weight === 'regular' || weight === 'bold') && glyphs.size > 0 ? [{ weight, glyphs } as const] : [],
  );
  const fonts = weights.map(({ weight, glyphs }) => `/${weight} ${addFont(weight, glyphs)}`).join(' ');
  const contents = pages.map((operations) => stream(encode(operations)));
  // The pages refer to their tree, which comes behind them.
  const tree = `${objects.length + pages.length + 1} 0 R`;
  const box = `/MediaBox [0 0 ${paper.width} ${paper.height}]`;
  const leaves = contents.map((content) =>
    add(`<< /Type /Page /Parent ${tree} ${box} /Resources << /Font << ${fonts} >> >> /Contents ${content} >>`),
  );
  add(`<< /Type /Pages /Kids [${leaves.join(' ')}] /Count ${pages.length} >>`);
  const information = add(`<< /Title ${textString(title)} /Author ${textString(author)} >>`);
  const catalog = add(
    `<< /Type /Catalog /Pages ${tree} /Lang (en-US) /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  return assemble(objects, { catalog, information });

  function addFont(weight: Weight, glyphs: ReadonlyMap<number, string>): string {
    const font = fontOf(weight);
    const scale = (units: number) => Math.round((units * 1000) / font.unitsPerEm);
    const name = `/LOTLIN+Inter-${weight === 'bold' ? 'SemiBold' : 'Regular'}`;
    const numbers = [...glyphs.keys()].sort((one, other) => one - other);
    const file = font.cut(numbers);
    const embedded = stream(file, `/Length1 ${file.length}`);
    const descriptor = add(
      `<< /Type /FontDescriptor /FontName ${name} /Flags 4 /FontBBox [${font.box.map(scale).join(' ')}] /ItalicAngle 0`,
      ` /Ascent ${scale(font.ascent)} /Descent ${scale(font.descent)} /CapHeight ${scale(font.ascent)} /StemV 80 /FontFile2 ${embedded} >>`,
    );
    const widths = numbers.map((glyph) => `${glyph} [${scale(font.widthOf(glyph))}]`).join(' ');
    const descendant = add(
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont ${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)`,
      ` /Supplement 0 >> /FontDescriptor ${descriptor} /CIDToGIDMap /Identity /DW 0 /W [${widths}] >>`,
    );
    const characters = stream(encode(mapToCharacters(numbers.map((glyph) => [glyph, glyphs.get(glyph) ?? '']))));
    return add(
      `<< /Type /Font /Subtype /Type0 /BaseFont ${name} /Encoding /Identity-H /DescendantFonts [${descendant}] /ToUnicode ${characters} >>`,
    );
  }
}

/** The table by which readers search and copy text: the characters of glyphs. */
function mapToCharacters(glyphs: [number, string][]): string {
  const blocks: string[] = [];
  // At most a hundred a block.
  for (let start = 0; start < glyphs.length; start += 100) {
    const block = glyphs.slice(start, start + 100).map(([glyph, character]) => `<${hex(glyph)}> <${utf16(character)}>`);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

/** The objects with their numbers, the table of where each begins, and where to begin reading. */
function assemble(objects: Uint8Array[], { catalog, information }: Record<'catalog' | 'information', string>) {
  const pieces = [encode('%PDF-1.7\n'), Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a)];
  let length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const offsets = objects.map((object, index) => {
    const start = length;
    const piece = concatenate([encode(`${index + 1} 0 obj\n`), object, encode('\nendobj\n')]);
    pieces.push(piece);
    length += piece.length;
    return `${String(start).padStart(10, '0')} 00000 n \n`;
  });
  const id = createHash('sha256').update(concatenate(pieces)).digest('hex').slice(0, 32);
  const count = objects.length + 1;
  pieces.push(
    encode(`xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}`),
    encode(`trailer\n<< /Size ${count} /Root ${catalog} /Info ${information} /ID [<${id}> <${id}>] >>\n`),
    encode(`startxref\n${length}\n%%EOF\n`),
  );
  return concatenate(pieces);
}

const encode = (text: string) => new TextEncoder().encode(text);

const utf16 = (text: string) => Array.from({ length: text.length }, (_, index) => hex(text.charCodeAt(index))).join('');

/** A text outside the pages: UTF-16 behind its byte order mark. */
const textString = (text: string) => `<feff${utf16(text)}>`;
