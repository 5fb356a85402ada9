import { expect, test } from 'vitest';
import { describeToolChanges } from './values.ts';

const before = { name: 'Planner', tier: 'T1', price: '', tags: 'a\nb', seatsIncluded: '', status: 'ACTIVE' };

test('nothing changed, nothing is said', () => {
  expect(describeToolChanges(before, { ...before }, { name: 'Typed' })).toEqual([]);
});

test('every change is told in words, beside what was typed', () => {
  const now = { ...before, tier: 'T2', price: '125.00', tags: 'a', seatsIncluded: '5', status: 'BETA' };
  const typed = { ...before, tags: 'a\r\nc', publishAs: 'ACTIVE' };
  expect(describeToolChanges(before, now, typed)).toEqual([
    { label: 'Tags', before: 'a\nb', now: 'a', typed: 'a\nc' },
    { label: 'Price tier', before: 'T1 ($100 tools)', now: 'T2 ($200 tools)', typed: 'T1 ($100 tools)' },
    { label: 'Price', before: 'That of its tier', now: '$125.00', typed: 'That of its tier' },
    { label: 'Seats included', before: 'Everyone', now: '5', typed: 'Everyone' },
    { label: 'Status', before: 'Available', now: 'Beta', typed: 'Available' },
  ]);
});

test('a tool that was withdrawn meanwhile stays so whatever the form says of publishing', () => {
  expect(describeToolChanges(before, { ...before, status: 'DISABLED' }, { publishAs: 'BETA' })).toEqual([
    { label: 'Status', before: 'Available', now: 'Not available', typed: undefined },
  ]);
});

test('a made-up snapshot is shown as text', () => {
  expect(describeToolChanges({ category: 'constructor' }, { category: 'GROWTH' }, {})).toEqual([
    { label: 'Category', before: 'constructor', now: 'Growth', typed: '' },
  ]);
});
