import { expect, test } from 'vitest';
import { tellBulkChange } from './outcomes.ts';

test('what was done is counted, and why the others were not', () => {
  expect(tellBulkChange('APPROVE', [{ outcome: 'DONE', count: 2 }])).toEqual({
    message: '2 expenses approved.',
    isWhole: true,
    count: 2,
  });
  expect(
    tellBulkChange('DELETE', [
      { outcome: 'DONE', count: 1 },
      { outcome: 'CLOSED_YEAR', count: 3 },
      { outcome: 'HAS_REFUNDS', count: 1 },
    ]).message,
  ).toBe('1 expense deleted. Not done: 3 in a closed year; 1 with refunds: do it to the refunds first.');
  expect(tellBulkChange('REJECT', [{ outcome: 'NOT_FOUND', count: 1 }])).toMatchObject({ isWhole: false, count: 0 });
});
