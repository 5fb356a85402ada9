import { expect, test } from 'vitest';
import { parseMarkdown } from '../markdown/parse.ts';
import { summarize } from './summary.ts';

const of = (text: string, longest: number) => summarize(parseMarkdown(text), longest);

test('a summary is the words of the text, in one line', () => {
  expect(of('## Open\n\nCome **in**, [see](https://a.test) it.\n\n- one\n- two', 100)).toBe(
    'Open Come in, see it. one two',
  );
});

test('a summary is cut between words, and between characters where there are no words', () => {
  expect(of('one two three four', 10)).toBe('one two…');
  expect(of('😀'.repeat(20), 5)).toBe('😀😀😀😀…');
});
