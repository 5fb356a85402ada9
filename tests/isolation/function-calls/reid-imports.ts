import { type FunctionCall, same } from './describe.ts';

const unknownImport = '00000000-0000-4000-8000-000000000000';
const unknownLease = '00000000-0000-4000-8000-000000000001';

/** A step of the work on an import, which is only done for who has its lease. */
const step = (name: string, rest: string): FunctionCall => ({
  function: name,
  what: 'an import without its lease',
  statement: `select app.${name}($1, $2${rest}) as outcome`,
  values: () => [unknownImport, unknownLease],
  outcomes: same('STOPPED'),
  writes: [],
});

// What those may who have the module is in tests/reid/imports.test.ts: here nobody has it.
export const reidImports: readonly FunctionCall[] = [
  {
    function: 'begin_reid_upload',
    what: 'an upload without the module',
    statement: 'select app.begin_reid_upload() as outcome',
    values: () => [],
    outcomes: same('NOT_ALLOWED'),
    writes: [],
  },
  {
    function: 'list_unnamed_market_files',
    what: 'of keys that the caller knows',
    statement: "select app.list_unnamed_market_files(array['imports/x']) as outcome",
    values: () => [],
    outcomes: same('imports/x'),
    writes: [],
  },
  {
    function: 'add_reid_import',
    what: 'a file without the module',
    statement: "select outcome from app.add_reid_import($1, 'a.csv', 'imports/x', 1, repeat('a', 64), '{}')",
    values: () => [unknownImport],
    outcomes: same('NOT_ALLOWED'),
    writes: [],
  },
  {
    function: 'check_reid_import',
    what: 'an import that does not exist',
    statement: "select outcome from app.check_reid_import($1, '{}', '{}', '{}')",
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'start_import',
    what: 'an import that does not exist',
    statement: 'select outcome from app.start_import($1)',
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'continue_import',
    what: 'an import that does not exist',
    statement: 'select outcome from app.continue_import($1)',
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'cancel_import',
    what: 'an import that does not exist',
    statement: 'select app.cancel_import($1) as outcome',
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'start_import_undo',
    what: 'an import that does not exist',
    statement: 'select outcome from app.start_import_undo($1)',
    values: () => [unknownImport],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'claim_imports',
    what: 'imports that nobody has left',
    statement: 'select count(*)::text as outcome from app.claim_imports(10)',
    values: () => [],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'describe_import_work',
    what: 'an import without its lease',
    statement: 'select count(*)::text as outcome from app.describe_import_work($1, $2)',
    values: () => [unknownImport, unknownLease],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'leave_import',
    what: 'an import without its lease',
    statement: "select 'LEFT' as outcome from (select app.leave_import($1, $2)) as called",
    values: () => [unknownImport, unknownLease],
    outcomes: same('LEFT'),
    writes: [],
  },
  step('keep_import_parts', ", '[]', '{}'"),
  step('stage_import_rows', ", 0, '[]', '[]', 0, '{}', null, false"),
  step('narrow_import_check', ", '{}'"),
  step('refuse_import', ", 'A problem'"),
  step('apply_import', ', 100'),
  step('undo_import', ', 100'),
  {
    function: 'read_market_as_of',
    what: 'a series of another organization',
    statement:
      "select count(*)::text as outcome from app.read_market_as_of('Demo data', 'us', null, 'MONTHLY', '2024-01-01')",
    values: () => [],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'list_restatements',
    what: 'a figure of another organization',
    statement: 'select count(*)::text as outcome from app.list_restatements($1)',
    values: () => [unknownImport],
    outcomes: same('0'),
    writes: [],
  },
];
