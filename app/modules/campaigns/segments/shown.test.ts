import { expect, test } from 'vitest';
import { changedMeanwhile } from '../contacts/entry.ts';
import { readDraft } from './draft.ts';
import { readAnswer, ruleFieldIds } from './shown.ts';

const kept = readDraft({ id: '1', version: '3', name: 'Buyers' });

test('a form that was redrawn shows what it was redrawn with', () => {
  const draft = readDraft({ id: '1', name: 'Other' });
  expect(readAnswer({ draft, counted: '2 contacts match now.' }, kept)).toEqual({
    draft,
    errors: undefined,
    counted: '2 contacts match now.',
  });
  expect(readAnswer(undefined, kept).draft).toBe(kept);
});

test('a refused form keeps what was typed, and a late one gets the new version', () => {
  const initialValue = { id: '1', version: '2', name: 'Typed', rules: [{ kind: 'TAG_IS', value: 'x' }] };
  const refused = readAnswer({ initialValue, error: { name: ['No.'] } }, kept);
  expect(refused.draft).toMatchObject({ version: '2', name: 'Typed', rules: initialValue.rules });
  expect(readAnswer({ initialValue, error: { '': [changedMeanwhile] } }, kept).draft.version).toBe('3');
  expect(readAnswer({ initialValue: { intent: 'delete' }, error: { '': ['No.'] } }, kept).draft).toBe(kept);
});

test('every rule can be linked to from the summary of errors', () => {
  expect(ruleFieldIds['rules[19].value']).toBe('rule-19');
});
