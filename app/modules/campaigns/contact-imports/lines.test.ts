import { expect, test } from 'vitest';
import { createLineCounter } from './lines.ts';

const count = (content: Buffer, piece = 3) => {
  const counter = createLineCounter();
  for (let from = 0; from < content.length; from += piece) counter.add(content.subarray(from, from + piece));
  return counter.lines;
};

test.each([
  ['', 0],
  ['a\nb\nc', 2],
  ['a\r\nb\r\nc\r\n', 3],
  ['a\rb\rc', 2],
  ['a,"b\nc"\nd,"e ""f""\n"\n', 2],
])('%j has %i line breaks', (text, lines) => {
  expect(count(Buffer.from(text))).toBe(lines);
  expect(count(Buffer.from(text, 'utf16le'))).toBe(lines);
});
