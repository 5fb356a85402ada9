import { expect, test } from 'vitest';
import { maskAddress, readChoice } from './choice.ts';

const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  return made;
};
const listId = '7b1c6f0e-3f5a-4c55-9d52-7a1f0c3c9b11';

test('what a mail program sends ends all mail, and so does the button of the page', () => {
  expect(readChoice(form({ 'List-Unsubscribe': 'One-Click' }))).toEqual({ what: 'ALL' });
  expect(readChoice(form({ 'List-Unsubscribe': 'One-Click', intent: 'keep' }))).toEqual({ what: 'ALL' });
});

test('one list can be left, and nothing can be done', () => {
  expect(readChoice(form({ intent: 'leave-list', list: listId }))).toEqual({ what: 'LIST', listId });
  expect(readChoice(form({ intent: 'keep' }))).toEqual({ what: 'KEEP' });
});

test.each<Record<string, string>>([
  {},
  { 'List-Unsubscribe': 'one-click' },
  { 'List-Unsubscribe': '' },
  { 'list-unsubscribe': 'One-Click' },
  { intent: 'leave-list' },
  { intent: 'leave-list', list: 'all' },
  { intent: 'save' },
])('%j asks for nothing', (fields) => {
  expect(readChoice(form(fields))).toBeUndefined();
});

test('a file in place of the words asks for nothing', () => {
  const made = new FormData();
  made.append('List-Unsubscribe', new File(['One-Click'], 'One-Click'));
  expect(readChoice(made)).toBeUndefined();
});

test.each([
  ['ann@example.org', 'a…@example.org'],
  ['a@example.org', 'a…@example.org'],
  ['é.x@example.org', 'é…@example.org'],
  ['😀ann@example.org', '😀…@example.org'],
])('of %s is told %s', (email, masked) => {
  expect(maskAddress(email)).toBe(masked);
});
