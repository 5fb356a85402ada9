import { unzlibSync } from 'fflate';
import { present } from './rows.ts';

/** A text of a PDF and its place, in points from the left and from the bottom of its page. */
interface PlacedText {
  text: string;
  x: number;
  y: number;
  size: number;
}

/** What a reader sees in a PDF that uses one font after the other and places each text by a matrix: its texts, page by page. */
export function readPdf(file: Uint8Array): { pages: PlacedText[][]; texts: string[]; title: string } {
  const raw = Buffer.from(file).toString('latin1');
  if (!raw.startsWith('%PDF-1.') || !raw.endsWith('%%EOF\n')) throw new Error('This is no PDF.');
  const [, start = ''] = present(/startxref\n(\d+)\n/.exec(raw));
  const offsets = [...raw.slice(Number(start)).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  const object = (reference: string) => {
    const number = Number(reference.split(' ')[0]);
    const text = raw.slice(present(offsets[number - 1]));
    if (!text.startsWith(`${number} 0 obj\n`)) throw new Error(`Object ${number} is not where the table says.`);
    return text.slice(0, text.indexOf('\nendobj\n'));
  };
  const stream = (reference: string) => {
    const text = object(reference);
    const body = text.slice(text.indexOf('stream\n') + 7, text.lastIndexOf('\nendstream'));
    return Buffer.from(unzlibSync(Buffer.from(body, 'latin1')));
  };
  const value = (text: string, key: string) =>
    present(new RegExp(`/${key} (\\[[^\\]]*\\]|<[^<>]+>|\\d+ 0 R)`).exec(text)?.[1]);
  const trailer = raw.slice(raw.indexOf('trailer'));
  const tree = object(value(object(value(trailer, 'Root')), 'Pages'));
  const pages = [...value(tree, 'Kids').matchAll(/\d+ 0 R/g)].map(([reference]) => {
    const page = object(reference);
    const fonts = new Map(
      [...(present(/\/Font << (.*?) >>/.exec(page))[1]?.matchAll(/\/(\w+) (\d+ 0 R)/g) ?? [])].map(
        ([, name = '', font = '']) => {
          const characters = stream(value(object(font), 'ToUnicode')).toString();
          const pairs = [...characters.matchAll(/^<([\da-f]{4})> <([\da-f]*)>$/gm)];
          return [name, new Map(pairs.map(([, glyph = '', text = '']) => [glyph, decode(text)]))];
        },
      ),
    );
    const operations = stream(value(page, 'Contents')).toString();
    return [...operations.matchAll(/\/(\w+) ([\d.]+) Tf 1 0 0 1 ([\d.-]+) ([\d.-]+) Tm <([\da-f]*)> Tj/g)].map(
      ([, font = '', size, x, y, codes = '']) => ({
        text: [...codes.matchAll(/.{4}/g)].map(([code]) => present(fonts.get(font)).get(code) ?? '').join(''),
        size: Number(size),
        x: Number(x),
        y: Number(y),
      }),
    );
  });
  return {
    pages,
    texts: pages.flat().map(({ text }) => text),
    title: decode(value(object(value(trailer, 'Info')), 'Title').slice(5, -1)),
  };
}

const decode = (hex: string) =>
  [...hex.matchAll(/.{4}/g)].map(([unit]) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
