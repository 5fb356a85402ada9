import { expect, test } from 'vitest';
import { tellBulkChange } from './outcomes.ts';

test('what was done is counted, and why the others were not', () => {
  expect(tellBulkChange('APPROVE', [{ outcome: 'DONE', count: 2 }])).toEqual({
    message: '2 expenses approved.',
    isWhole: true,
    isRefused: false,
  });
  expect(
    tellBulkChange('DELETE', [
      { outcome: 'DONE', count: 1 },
      { outcome: 'CLOSED_YEAR', count: 3 },
      { outcome: 'HAS_REFUNDS', count: 1 },
    ]).message,
  ).toBe('1 expense deleted. Not done: 3 in a closed year; 1 with refunds: do it to the refunds first.');
  expect(tellBulkChange('REJECT', [{ outcome: 'NOT_FOUND', count: 1 }])).toEqual({
    message: 'Nothing was done: 1 gone, or not yours.',
    isWhole: false,
    isRefused: true,
  });
});

test('a second click is told that it was done, and is not refused', () => {
  expect(tellBulkChange('APPROVE', [{ outcome: 'ALREADY', count: 2 }])).toEqual({
    message: 'Nothing was done: 2 so already.',
    isWhole: false,
    isRefused: false,
  });
});
