import { expect, test } from 'vitest';
import { explainNoCredit } from './credit.ts';

const credit = { room: 40_000, approved: null, isOverdue: false, overdueOrders: [], contact: 'billing@lotline.test' };

test('an order that the limit leaves room for goes by invoice, and so does one that costs nothing', () => {
  expect(explainNoCredit(credit, 40_000, true)).toBeNull();
  expect(explainNoCredit({ ...credit, isOverdue: true }, 0, true)).toBeNull();
});

test('beyond the limit, and while an invoice is overdue, it says why and what to do', () => {
  expect(explainNoCredit(credit, 40_001, false)).toBe(
    'What your organization owes by invoice has a limit, which leaves $400.00 until open invoices are paid. To go on, pay an open invoice first or write to billing@lotline.test, who can approve it.',
  );
  expect(explainNoCredit({ ...credit, isOverdue: true, overdueOrders: ['LOT-7'] }, 100, true)).toBe(
    'The invoice of LOT-7 should have been paid by now. To go on, pay it first, pay this order by card, or write to billing@lotline.test, who can approve it.',
  );
  expect(explainNoCredit({ ...credit, isOverdue: true, contact: '' }, 100, true)).toBe(
    'An invoice of another organization with the same owner should have been paid by now. To go on, pay it first, pay this order by card, or ask us to approve it.',
  );
});

test('what the platform approved goes by invoice all the same, up to its amount', () => {
  const approved = { ...credit, approved: 90_000, isOverdue: true };
  expect(explainNoCredit(approved, 90_000, false)).toBeNull();
  expect(explainNoCredit(approved, 90_001, false)).not.toBeNull();
});
