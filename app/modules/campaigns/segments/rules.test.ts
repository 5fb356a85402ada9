import { expect, test } from 'vitest';
import { describeRule, findRuleKind, isBehaviour, listRuleKinds, readRule, ruleKinds, writeCount } from './rules.ts';

const id = '0c8b6a1e-2b1e-4d53-9d7c-0d4b5f0f3c11';

test('no two kinds of rules say the same', () => {
  for (const [name, kind] of listRuleKinds()) expect(findRuleKind(kind)).toBe(name);
  const labels = listRuleKinds().map(([, { label }]) => label);
  expect(new Set(labels).size).toBe(labels.length);
});

test.each([
  ['TAG_IS', '  first   home ', 'first home'],
  ['NAME_BEGINS_WITH', 'e\u0301', 'é'],
  ['DOMAIN_IS', '@Example.COM', 'example.com'],
  ['DOMAIN_IS', 'müller.de', 'xn--mller-kva.de'],
  ['CREATED_IN_LAST', '30', 30],
  ['CREATED_SINCE', '2026-03-04', '2026-03-04'],
  ['LIST_IS', id, id],
  ['OPENED_IS_NOT', id, id],
  ['TIME_ZONE_IS', 'America/Chicago', 'America/Chicago'],
] as const)('%s %j is kept as %j', (kind, typed, value) => {
  const { field, operator } = ruleKinds[kind];
  expect(readRule(kind, typed)).toEqual({ field, operator, value });
});

test.each([
  ['TAG_IS', ' '],
  ['TAG_IS', 'a'.repeat(51)],
  ['NAME_CONTAINS', 'a'.repeat(201)],
  ['DOMAIN_IS', 'a b'],
  ['DOMAIN_IS', 'example.com/x'],
  ['CREATED_IN_LAST', '0'],
  ['CREATED_IN_LAST', '-1'],
  ['CREATED_IN_LAST', '10000'],
  ['CREATED_IN_LAST', '1e3'],
  ['CREATED_SINCE', '2026-02-30'],
  ['LIST_IS', 'News'],
  ['LIST_IS', id.toUpperCase()],
  ['CLICKED_IS', ''],
  ['TIME_ZONE_IS', 'Chicago'],
] as const)('%s %j is refused with a sentence', (kind, typed) => {
  expect(readRule(kind, typed)).toEqual({ problem: expect.stringMatching(/^(Enter|Choose|Use) .*\.$/) });
});

test('a rule is a sentence with the names that people know', () => {
  const names = { lists: [{ id, name: 'News' }], emails: [] };
  expect(describeRule({ field: 'LIST', operator: 'IS', value: id }, names)).toBe('is on the list “News”');
  expect(describeRule({ field: 'LIST', operator: 'IS', value: 'x' }, names)).toBe('is on the list that is gone');
  expect(describeRule({ field: 'CREATED', operator: 'IN_LAST', value: 30 }, names)).toBe(
    'was added in the last days: 30',
  );
  expect(describeRule({ field: 'TAG', operator: 'SINCE', value: 1 }, names)).toContain('not understood');
});

test('what people did with emails is told from what they are', () => {
  expect(listRuleKinds().filter(([, kind]) => isBehaviour(kind))).toHaveLength(12);
});

test.each([
  [0, '0 contacts match now.'],
  [1, '1 contact matches now.'],
  [10_000, '10,000 contacts match now.'],
  [10_001, '10,000+ contacts match now.'],
])('%i is counted as %s', (contacts, words) => {
  expect(writeCount(contacts)).toBe(words);
});
