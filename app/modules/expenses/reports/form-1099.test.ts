import { expect, test } from 'vitest';
import { decide1099, threshold1099 } from './form-1099.ts';

test('the threshold is $600 to 2025, $2,000 for 2026, and not published after', () => {
  expect([2020, 2025, 2026, 2027].map(threshold1099)).toEqual([60_000, 60_000, 200_000, null]);
});

const payee = { payeeId: 'somebody', classification: 'INDIVIDUAL' as const, isAttorney: false };

test.each([
  ['exactly the threshold gets a form', 'FORM_1099_NEC', { ...payee, net: 60_000 }, 2025, 'FORM'],
  ['a cent less does not', 'FORM_1099_NEC', { ...payee, net: 59_999 }, 2025, 'BELOW_THRESHOLD'],
  [
    'the new threshold holds for payments in 2026',
    'FORM_1099_NEC',
    { ...payee, net: 199_999 },
    2026,
    'BELOW_THRESHOLD',
  ],
  ['and from it on', 'FORM_1099_MISC', { ...payee, net: 200_000 }, 2026, 'FORM'],
  ['nobody knows for 2027', 'FORM_1099_NEC', { ...payee, net: 5_000_000 }, 2027, 'NOT_PUBLISHED'],
  [
    'a corporation gets none',
    'FORM_1099_NEC',
    { ...payee, classification: 'S_CORPORATION' as const, net: 900_000 },
    2026,
    'CORPORATION',
  ],
  [
    'an incorporated attorney does',
    'FORM_1099_NEC',
    { ...payee, classification: 'C_CORPORATION' as const, isAttorney: true, net: 900_000 },
    2026,
    'FORM',
  ],
  [
    'but not for rent',
    'FORM_1099_MISC',
    { ...payee, classification: 'C_CORPORATION' as const, isAttorney: true, net: 900_000 },
    2026,
    'CORPORATION',
  ],
  [
    'without Form W-9 one is asked for',
    'FORM_1099_NEC',
    { payeeId: 'somebody', classification: undefined, isAttorney: false, net: 900_000 },
    2026,
    'FORM',
  ],
  ['exempt is exempt', 'FORM_1099_NEC', { ...payee, classification: 'EXEMPT' as const, net: 900_000 }, 2026, 'EXEMPT'],
  [
    'payments without a payee are shown apart',
    'FORM_1099_NEC',
    { payeeId: undefined, classification: undefined, isAttorney: undefined, net: 900_000 },
    2026,
    'NO_PAYEE',
  ],
] as const)('%s', (_, form, who, year, verdict) => {
  expect(decide1099(form, who, year)).toBe(verdict);
});
