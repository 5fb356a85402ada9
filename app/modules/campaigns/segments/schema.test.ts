import { expect, test } from 'vitest';
import { countSchema, segmentSchema } from './schema.ts';

const typed = {
  intent: 'save',
  id: '0c8b6a1e-2b1e-4d53-9d7c-0d4b5f0f3c11',
  name: 'Buyers',
  matches: 'all',
  rules: [
    { kind: 'TAG_IS', value: 'buyer' },
    { kind: 'CREATED_IN_LAST', value: '30' },
  ],
};

test('a segment is read as the database keeps it', () => {
  expect(segmentSchema.parse(typed)).toMatchObject({
    version: null,
    rules: [
      { field: 'TAG', operator: 'IS', value: 'buyer' },
      { field: 'CREATED', operator: 'IN_LAST', value: 30 },
    ],
  });
});

test.each([
  ['rules', { rules: [] }],
  ['rules', { rules: undefined }],
  ['rules', { rules: Array.from({ length: 21 }, () => ({ kind: 'TAG_IS', value: 'a' })) }],
  ['rules.1.value', { rules: [typed.rules[0], { kind: 'CREATED_IN_LAST', value: 'many' }] }],
  ['rules.0.value', { rules: [{ kind: 'TAG_IS' }] }],
  ['rules.0.value', { rules: [{ kind: 'constructor', value: 'a' }] }],
  ['name', { name: ' ' }],
  ['matches', { matches: 'none' }],
  ['intent', { intent: 'publish' }],
])('what is wrong is said beside %s: %o', (field, values) => {
  const parsed = segmentSchema.safeParse({ ...typed, ...values });
  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
});

test('rules are counted without a name', () => {
  expect(countSchema.safeParse({ intent: 'count', matches: 'any', rules: typed.rules }).success).toBe(true);
});
