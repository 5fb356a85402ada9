import { expect, test } from 'vitest';
import { addRule, keptDraft, readDraft, readDraftForm, removeRule } from './draft.ts';

const empty = { id: '', version: '', name: '', matches: 'all', rules: [] };

test.each([undefined, null, 'x', 3, [], {}, { rules: 'x' }, { rules: [1, null, { kind: 'constructor' }] }])(
  '%j is an empty form',
  (typed) => {
    expect(readDraft(typed)).toEqual(empty);
  },
);

test('a form is read with what is wrong in it', () => {
  const form = new FormData();
  const fields = {
    id: '1',
    name: ' Buyers ',
    matches: 'any',
    'rules[0].kind': 'TAG_IS',
    'rules[0].value': '',
    'rules[2].kind': 'CREATED_IN_LAST',
    'rules[2].value': 'many',
    'rules[20].kind': 'TAG_IS',
  };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  expect(readDraftForm(form)).toEqual({
    ...empty,
    id: '1',
    name: ' Buyers ',
    matches: 'any',
    rules: [
      { kind: 'TAG_IS', value: '' },
      { kind: 'CREATED_IN_LAST', value: 'many' },
    ],
  });
});

test('rules are added up to twenty, and taken out', () => {
  let draft = readDraft({});
  for (let count = 0; count < 25; count += 1) draft = addRule(draft, 'TAG_IS');
  expect(draft.rules).toHaveLength(20);
  expect(addRule(readDraft({}), 'toString').rules).toEqual([]);
  expect(addRule(readDraft({}), null).rules).toEqual([]);
  const two = addRule(addRule(readDraft({}), 'TAG_IS'), 'LIST_IS');
  expect(removeRule(two, 0).rules).toEqual([{ kind: 'LIST_IS', value: '' }]);
  expect(removeRule(two, 9).rules).toHaveLength(2);
});

test('a kept segment is shown as it was typed', () => {
  expect(
    keptDraft({
      id: '1',
      version: 4,
      name: 'Buyers',
      matchesAll: false,
      rules: [
        { field: 'TAG', operator: 'IS', value: 'buyer' },
        { field: 'CREATED', operator: 'IN_LAST', value: 30 },
      ],
    }),
  ).toEqual({
    id: '1',
    version: '4',
    name: 'Buyers',
    matches: 'any',
    rules: [
      { kind: 'TAG_IS', value: 'buyer' },
      { kind: 'CREATED_IN_LAST', value: '30' },
    ],
  });
});
