import { expect, test } from 'vitest';
import { readTags, writeTags } from './tags.ts';

test.each([
  ['', []],
  [' buyer ', ['buyer']],
  ['buyer, seller; first  home\nbuyer|past client', ['buyer', 'seller', 'first home', 'past client']],
  [',;\r\n', []],
])('%j has the tags %j', (text, tags) => {
  expect(readTags(text)).toEqual(tags);
});

test('what the field shows is read as the same tags', () => {
  const tags = ['buyer', 'first home', 'Zürich'];
  expect(readTags(writeTags(tags))).toEqual(tags);
});
