import { expect, test } from 'vitest';
import { readOverdueSort, sortOverdue } from './overdue.ts';

const invoices = [
  { number: 'LOT-2', organizationName: 'élan', dueOn: '2026-01-02', remindedOn: '2026-01-09', owed: 100 },
  { number: 'LOT-1', organizationName: 'Zest', dueOn: '2026-01-03', remindedOn: null, owed: 900 },
  { number: 'LOT-3', organizationName: 'Acme', dueOn: '2026-01-04', remindedOn: '2026-01-05', owed: 500 },
];

test.each([
  ['', ['LOT-2', 'LOT-1', 'LOT-3']],
  ['due-desc', ['LOT-3', 'LOT-1', 'LOT-2']],
  ['order', ['LOT-1', 'LOT-2', 'LOT-3']],
  // As people sort: an accent does not put a name behind Z.
  ['organization', ['LOT-3', 'LOT-2', 'LOT-1']],
  // Those nobody was reminded of come first.
  ['reminded', ['LOT-1', 'LOT-3', 'LOT-2']],
  ['owed', ['LOT-1', 'LOT-3', 'LOT-2']],
])('sort=%s', (sort, order) => {
  const sorted = sortOverdue(invoices, readOverdueSort(new URLSearchParams({ sort })));
  expect(sorted.map(({ number }) => number)).toEqual(order);
});
