import { expect, test } from 'vitest';
import { changedMeanwhile, readEntry } from './entry.ts';

const kept = { id: '1', version: '3', name: 'Ann' };

test('a form shows what is kept, until it was refused', () => {
  expect(readEntry(undefined, ['save'], kept)).toEqual({ entry: kept, errors: undefined });
});

test('what was typed into one form of a page is not shown in another', () => {
  const answer = { initialValue: { intent: 'suppress', suppressionNote: 'x' }, error: { '': ['No.'] } };
  expect(readEntry(answer, ['save'], kept)).toEqual({ entry: kept, errors: undefined });
  expect(readEntry(answer, ['suppress'], {}).entry).toEqual({ intent: 'suppress', suppressionNote: 'x' });
});

test('a form that came too late is sent again for the new version', () => {
  const initialValue = { intent: 'save', id: '1', version: '2', name: 'Anne' };
  expect(readEntry({ initialValue, error: { '': [changedMeanwhile] } }, ['save'], kept).entry).toEqual({
    ...initialValue,
    version: '3',
  });
  expect(readEntry({ initialValue, error: { email: ['No.'] } }, ['save'], kept).entry).toEqual(initialValue);
});
