import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainTagProblem, listTagsWithoutFallback, parseTags, tagNames, writeTag } from './tags.ts';
import { makeTagValues } from './values.ts';

test.each([
  ['Hello', ['Hello']],
  ['', []],
  ['{{email}}', [{ tag: 'email', fallback: '' }]],
  ['Hi {{ first_name | there }}!', ['Hi ', { tag: 'first_name', fallback: 'there' }, '!']],
  ['{{name|a|b}}', [{ tag: 'name', fallback: 'a|b' }]],
  ['{a} }} {', ['{a} }} {']],
  ['{{name|a} }}', [{ tag: 'name', fallback: 'a}' }]],
])('%j is read', (text, parts) => {
  expect(parseTags(text)).toEqual({ parts, problems: [] });
});

test.each([
  ['{{phone}}', false],
  ['{{Email}}', false],
  ['{{}}', false],
  // Which two of three braces are the tag is not guessed.
  ['{{{email}}}', false],
  ['{{email', true],
  ['{{email {{name}}', true],
  ['{{email}', true],
])('%j is no tag, stays in the text and is named', (text, isUnclosed) => {
  const { parts, problems } = parseTags(`a ${text}`);
  expect(problems).toMatchObject([{ isUnclosed }]);
  expect(parts[0]).toMatch(/^a \{\{/);
  expect(problems.map(explainTagProblem).join()).toMatch(/\{\{/);
});

test('what was taken apart and is put together again says the same', () => {
  const texts = fc.array(fc.oneof(fc.constantFrom('{{', '}}', '{', '}', '|', ...tagNames), fc.string()), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(texts, (pieces) => {
      const text = pieces.join('');
      const { parts } = parseTags(text);
      const again = parts.map((part) => (typeof part === 'string' ? part : writeTag(part))).join('');
      expect(parseTags(again).parts).toEqual(parts);
    }),
  );
});

test('a name may be missing, an address may not', () => {
  expect(listTagsWithoutFallback('{{first_name}} {{name|you}} {{last_name| }} {{email}} {{view_url}}')).toEqual([
    'first_name',
    'last_name',
  ]);
});

test.each([
  ['Ada Lovelace', 'Ada', 'Lovelace', 'Ada Lovelace'],
  ['  Ludwig  van Beethoven ', 'Ludwig', 'van Beethoven', 'Ludwig van Beethoven'],
  ['Cher', 'Cher', '', 'Cher'],
  ['', '', '', ''],
  ['Ada@People.test', '', '', ''],
])('the names of %j', (name, first_name, last_name, whole) => {
  const values = makeTagValues({
    contact: { name, email: 'ada@people.test' },
    organization: 'Harbor',
    viewUrl: 'https://v',
    unsubscribeUrl: 'https://u',
  });
  expect(values).toEqual({
    first_name,
    last_name,
    name: whole,
    email: 'ada@people.test',
    organization: 'Harbor',
    view_url: 'https://v',
    unsubscribe_url: 'https://u',
  });
});
