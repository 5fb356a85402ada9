import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from './csv.server.ts';

const withoutHeading = (text: string) => text.slice(text.indexOf('\r\n') + 2);

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\ttext', "'\ttext"],
  ['\r=1', "'\r'=1"],
  [' =1', " '=1"],
  ['＝1+1', "'＝1+1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠SUM(A1)', "'＠SUM(A1)"],
  ['\u200b=1', "\u200b'=1"],
])('a cell that starts like a formula is inert: %j', (text, inert) => {
  expect(withoutHeading(writeCsv(['name'], [[text]]))).toBe(`"${inert}"\r\n`);
});

test('a formula behind a semicolon is inert, too', () => {
  expect(withoutHeading(writeCsv(['name'], [['Kim;=1+1']]))).toBe(`"Kim;'=1+1"\r\n`);
});

test('commas, semicolons, quotes and line breaks stay inside their cell', () => {
  expect(writeCsv(['a', 'b'], [['one, "two"', 'three;\nfour']])).toBe(
    '\uFEFF"a","b"\r\n"one, ""two""","three;\nfour"\r\n',
  );
});

test('a number is a number, also a negative one, and null is empty', () => {
  expect(withoutHeading(writeCsv(['a', 'b'], [[-5, null]]))).toBe('-5,\r\n');
});

/** The cells that a spreadsheet with this separator reads. */
function readCells(csv: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let place = 0; place < csv.length; place++) {
    const character = csv[place];
    if (isQuoted && character === '"' && csv[place + 1] === '"') {
      cell += '"';
      place++;
    } else if (character === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
    else if (!isQuoted && (character === separator || character === '\n')) {
      cells.push(cell);
      cell = '';
    } else if (isQuoted || character !== '\r') cell += character;
  }
  return cells;
}

test.each([',', ';'])('no cell is a formula for a spreadsheet that separates by %j', (separator) => {
  const text = fc.string({ unit: fc.constantFrom('=', ';', ',', '"', '\n', 'a', '＝', '-', ' ') });
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 3 })), (rows) => {
      const cells = readCells(withoutHeading(writeCsv(['heading'], rows)), separator);
      expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
    }),
  );
});
