import { type FunctionCall, same } from './describe.ts';

const unknownImport = '00000000-0000-4000-8000-000000000000';

// What those may who have the module is in tests/expenses/imports.test.ts: here nobody has it.
export const expenseImports: readonly FunctionCall[] = [
  {
    function: 'begin_expense_import',
    what: 'an upload without the module',
    statement: 'select app.begin_expense_import() as outcome',
    values: () => [],
    outcomes: same('NOT_ALLOWED'),
    writes: [],
  },
  {
    function: 'add_expense_import',
    what: 'a file without the module',
    statement: "select outcome from app.add_expense_import($1, 'a.csv', 'imports/x', 1, repeat('a', 64), null, '{}')",
    values: () => [unknownImport],
    outcomes: same('NOT_ALLOWED'),
    writes: [],
  },
  {
    function: 'map_expense_import',
    what: 'an import that does not exist',
    statement: "select app.map_expense_import($1, '{}') as outcome",
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'take_expense_import',
    what: 'an import that does not exist',
    statement: 'select outcome from app.take_expense_import($1)',
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'stage_expense_import_lines',
    what: 'an import that does not exist',
    statement: "select app.stage_expense_import_lines($1, 0, '[]', 1, 1, null, true, false) as outcome",
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'fail_expense_import',
    what: 'an import that does not exist',
    statement: "select app.fail_expense_import($1, 'A problem') as outcome",
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'choose_expense_import_lines',
    what: 'an import that does not exist',
    statement: "select app.choose_expense_import_lines($1, '{}', '{}') as outcome",
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'commit_expense_import',
    what: 'an import that does not exist',
    statement: 'select app.commit_expense_import($1) as outcome',
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'undo_expense_import',
    what: 'an import that does not exist',
    statement: 'select app.undo_expense_import($1) as outcome',
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
];
