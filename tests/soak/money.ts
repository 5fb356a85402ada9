import fc from 'fast-check';
import { createMoneyWorld, playSequence } from '../factories/money-sequences.ts';
import { moneySequence } from '../factories/money-steps.ts';
import { createTestDatabase } from '../setup/database.ts';
import { startTemplatePostgres } from '../setup/template.ts';

const sequences = 5_000;

/**
 * Plays random sequences of what buyers, the platform and time do to money.
 * @throws with the seed and the shortest sequence found, where a condition does not hold after one
 */
export async function soakMoney(): Promise<void> {
  const stopPostgres = await startTemplatePostgres();
  const database = await createTestDatabase();
  const outcomes = new Map<string, number>();
  try {
    const world = await createMoneyWorld(database.sql);
    let played = 0;
    await fc.assert(
      fc.asyncProperty(moneySequence, async (steps) => {
        const { broken, outcomes: reached } = await playSequence(database.sql, world, steps);
        for (const outcome of reached) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        if (broken.length > 0) throw new Error(JSON.stringify(broken, null, 2));
        played += 1;
        if (played % 500 === 0) console.log(`${played} sequences: every condition holds.`);
      }),
      { numRuns: sequences },
    );
  } finally {
    await database.drop();
    await stopPostgres();
  }
  console.log(
    [...outcomes]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map((entry) => entry.join(' '))
      .join('\n'),
  );
}
