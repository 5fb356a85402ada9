import { expect, test } from 'vitest';
import { listTransitions } from './transitions.ts';

test('a running campaign is paused, completed or cancelled', () => {
  expect(listTransitions('ACTIVE', false).map(({ label }) => label)).toEqual(['Pause', 'Complete', 'Cancel campaign']);
});

test('what is over is planned again by an admin, and moved by nobody else', () => {
  for (const status of ['COMPLETED', 'CANCELLED'] as const) {
    expect(listTransitions(status, true).map(({ to }) => to)).toEqual(['PLANNING']);
    expect(listTransitions(status, false)).toEqual([]);
  }
});

test('what ends a campaign or stops its emails is asked about first', () => {
  for (const status of ['DRAFT', 'PLANNING', 'ACTIVE', 'PAUSED'] as const)
    for (const { to, asks } of listTransitions(status, true))
      expect([to, asks !== undefined]).toEqual([to, ['PAUSED', 'COMPLETED', 'CANCELLED'].includes(to)]);
});
