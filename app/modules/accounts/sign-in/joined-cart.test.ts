import { expect, test } from 'vitest';
import { describeDroppedLines } from './joined-cart.ts';
import { describeWait } from './waiting.ts';

test('says what was not added and why', () => {
  expect(describeDroppedLines({ joined: 2, dropped: [] })).toBeUndefined();
  expect(describeDroppedLines({ joined: 0, dropped: [{ name: 'Lead Scoring Engine', state: 'OWNED' }] })).toBe(
    'Lead Scoring Engine was not added: your organization owns it.',
  );
  expect(describeDroppedLines({ joined: 0, dropped: [{ name: null, state: 'NOT_SOLD' }] })).toBe(
    'One item was not added: it is no longer sold.',
  );
});

test('stays within what a message can hold', () => {
  const dropped = Array.from({ length: 40 }, () => ({ name: 'x'.repeat(120), state: 'NOT_SOLD' as const }));
  const message = describeDroppedLines({ joined: 0, dropped });
  expect(message).toMatch(/ 38 more /);
  expect(message?.length).toBeLessThanOrEqual(500);
});

test.each([
  [1, '1 second'],
  [60, '60 seconds'],
  [91, '2 minutes'],
  [900, '15 minutes'],
  [3600, '60 minutes'],
  [7200, '2 hours'],
])('a wait of %i seconds is %s', (seconds, words) => {
  expect(describeWait(seconds)).toBe(words);
});
