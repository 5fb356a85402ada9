import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readPdf } from '../../../tests/factories/pdf.ts';
import { loadFonts, measure, page, startDrawing, wrap } from './document.ts';

beforeAll(loadFonts);

const style = { size: 10 };

/** A PDF of these texts, one below the other. */
function draw(texts: string[]) {
  const drawing = startDrawing({ title: 'A title, “quoted”', author: 'Somebody' });
  for (const [index, text] of texts.entries()) drawing.text(text, 50, 50 + 20 * index, style);
  drawing.rule(50, 40, 100);
  return drawing.finish();
}

test('texts come out as they went in, accents, Greek, Cyrillic, Vietnamese and currencies included', () => {
  const texts = [
    'Größe & Söhne <Realty>',
    'Łukasz Żółć',
    'Ελλάδα',
    'Київ',
    'Nguyễn Thị Hằng',
    '$1,234.50 – €99 − £5',
    'O’Hara “AB”',
    '(\\)',
  ];
  const { pages, title } = readPdf(draw(texts));
  expect(title).toBe('A title, “quoted”');
  expect(pages).toEqual([texts.map((text, index) => ({ text, x: 50, y: page.height - 50 - 20 * index, size: 10 }))]);
});

test('whatever is drawn makes a file that can be read, and the same calls make the same bytes', () => {
  const digest = (texts: string[]) => createHash('sha256').update(draw(texts)).digest('hex');
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 5 }), (texts) => {
      expect(digest(texts)).toBe(digest(texts));
      expect(readPdf(draw(texts)).pages[0]).toHaveLength(texts.length);
    }),
    { numRuns: 20 },
  );
}, 60_000);

test('half of a surrogate pair and characters that no font has do not stop it', () => {
  for (const text of ['\ud800', '🏡', '東京', 'a\u0301', 'a\0b\u200d\ufe0f'])
    expect(readPdf(draw([text])).texts).toHaveLength(1);
  expect(readPdf(draw(['a\u0301\0b\u200d'])).texts).toEqual(['áb']);
});

test('digits are all of one width, and bold is wider', () => {
  const widths = new Set([...'0123456789'].map((digit) => measure(digit, style)));
  expect(widths.size).toBe(1);
  expect(measure('Invoice', { ...style, weight: 'bold' })).toBeGreaterThan(measure('Invoice', style));
  expect(measure('AA', style)).toBeCloseTo(2 * measure('A', style));
});

test('lines break between words, within one that is too long, and where the text says', () => {
  expect(wrap('one two\nthree', 1_000, style)).toEqual(['one two', 'three']);
  expect(wrap('', 100, style)).toEqual(['']);
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 20, max: 200 }), (text, width) => {
      const lines = wrap(text, width, style);
      for (const line of lines) expect(measure(line, style)).toBeLessThanOrEqual(width);
      // Nothing is lost but the spaces at the breaks.
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});

test('a file holds the outlines of what it draws and no others', () => {
  expect(draw(['a']).length).toBeLessThan(6_000);
  expect(draw(['The quick brown fox jumps over the lazy dog. 0123456789']).length).toBeLessThan(20_000);
});
