import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computeZ, explainJudgement, judgeAbTest } from './judgement.ts';

const half = (events: number, delivered = 1_000) => ({ events, delivered });

test('60 against 40 of a thousand each is a clear difference, 55 against 45 is none', () => {
  expect(judgeAbTest(half(40), half(60))).toEqual({ winner: 'B', z: expect.closeTo(2.05, 2) });
  expect(judgeAbTest(half(60), half(40))).toEqual({ winner: 'A', z: expect.closeTo(-2.05, 2) });
  expect(judgeAbTest(half(45), half(55))).toEqual({ winner: null, z: expect.closeTo(1.03, 2) });
});

test('with fewer than 100 arrived messages on a side nobody wins', () => {
  expect(judgeAbTest(half(5, 99), half(60, 1_000)).winner).toBe(null);
  expect(judgeAbTest(half(2, 99), half(30, 99)).winner).toBe(null);
  expect(judgeAbTest(half(2, 100), half(30, 100)).winner).toBe('B');
});

test('with fewer than 10 events in both nobody wins', () => {
  expect(judgeAbTest(half(0, 500), half(9, 500)).winner).toBe(null);
  expect(judgeAbTest(half(0, 500), half(10, 500)).winner).toBe('B');
});

test('where nobody did it, or everybody, or nobody was written to, there is no z', () => {
  for (const [a, b] of [
    [half(0), half(0)],
    [half(1_000), half(1_000)],
    [half(0, 0), half(10)],
    [half(0, 0), half(0, 0)],
  ] as const)
    expect(judgeAbTest(a, b)).toEqual({ winner: null, z: null });
});

test('exchanging the sides exchanges the winner', () => {
  const counted = fc
    .integer({ min: 1, max: 5_000 })
    .chain((delivered) =>
      fc.record({ delivered: fc.constant(delivered), events: fc.integer({ min: 0, max: delivered }) }),
    );
  fc.assert(
    fc.property(counted, counted, (a, b) => {
      const [there, back] = [judgeAbTest(a, b), judgeAbTest(b, a)];
      const other = { A: 'B', B: 'A' } as const;
      expect(back.winner).toBe(there.winner && other[there.winner]);
      expect(back.z ?? 0).toBeCloseTo(-(there.z ?? 0), 9);
      if (there.winner) expect(Math.abs(there.z ?? 0)).toBeGreaterThanOrEqual(1.96);
    }),
  );
});

test('the z of one pair is that of its square: chi-squared of the four numbers', () => {
  // 30 of 400 and 60 of 500: chi-squared without correction is 900 · (30·440 − 370·60)² / (400·500·90·810).
  const chiSquared = (900 * (30 * 440 - 370 * 60) ** 2) / (400 * 500 * 90 * 810);
  expect((computeZ(half(30, 400), half(60, 500)) ?? 0) ** 2).toBeCloseTo(chiSquared, 9);
});

test('the reason names the numbers', () => {
  expect(explainJudgement(judgeAbTest(half(40), half(60)), half(40), half(60), 'CLICKS')).toBe(
    'B is better: of 1,000 who got A, 40 clicked; of 1,000 who got B, 60 clicked (z 2.05).',
  );
  expect(explainJudgement(judgeAbTest(half(0), half(0)), half(0), half(0), 'OPENS')).toBe(
    'No clear difference, so A goes to the others: of 1,000 who got A, 0 opened; of 1,000 who got B, 0 opened.',
  );
});
