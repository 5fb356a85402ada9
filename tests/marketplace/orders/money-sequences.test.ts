import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMoneyWorld, playSequence } from '../../factories/money-sequences.ts';
import { moneySequence } from '../../factories/money-steps.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

test('whatever 300 sequences of buying, cancelling, paying, refunding, using and time do, what is owned was paid', async () => {
  const world = await createMoneyWorld(database.sql);
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(moneySequence, async (steps) => {
      const { broken, outcomes } = await playSequence(database.sql, world, steps);
      for (const outcome of outcomes) seen.add(outcome);
      expect(broken).toEqual([]);
    }),
    { numRuns: 300 },
  );
  // The sequences reached the rules they are about.
  for (const outcome of ['CANCELLED', 'TOO_LATE', 'RENEWED', 'PAID']) {
    expect([...seen]).toContain(`cancel an order: ${outcome}`);
  }
  expect([...seen]).toContain('use units: RECORDED');
}, 240_000);
