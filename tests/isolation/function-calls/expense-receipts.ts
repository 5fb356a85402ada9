import { randomUUID } from 'node:crypto';
import { type FunctionCall, same } from './describe.ts';

// The organization of the scene has no module, so nobody comes in: what people with it may do is tested with their rows, in
// tests/expenses.
export const expenseReceipts: readonly FunctionCall[] = [
  {
    function: 'find_receipt_room',
    what: 'nowhere for nobody',
    statement: 'select outcome from app.find_receipt_room(null)',
    values: () => [],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'add_receipts',
    what: 'to no expense that nobody has',
    statement: 'select outcome from app.add_receipts($1, $2::jsonb)',
    values: () => [randomUUID(), JSON.stringify([{ key: 'receipts/x', size: 1, digest: 'x' }])],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'remove_receipt',
    what: 'none that is not there',
    statement: 'select outcome from app.remove_receipt($1)',
    values: () => [randomUUID()],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'restore_receipt',
    what: 'none that is not there',
    statement: 'select outcome from app.restore_receipt($1)',
    values: () => [randomUUID()],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'list_same_receipts',
    what: 'none of an expense nobody sees',
    statement: 'select count(*) as outcome from app.list_same_receipts($1)',
    values: () => [randomUUID()],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'drop_old_receipts',
    what: 'those that are due, by the schedule, whoever calls',
    statement: 'select count(*) as outcome from app.drop_old_receipts(10)',
    values: () => [],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'list_unnamed_files',
    what: 'of keys that the caller knows',
    statement: `select app.list_unnamed_files(array['receipts/x']) as outcome`,
    values: () => [],
    outcomes: same('receipts/x'),
    writes: [],
  },
];
