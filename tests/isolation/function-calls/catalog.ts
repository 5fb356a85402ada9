import { randomUUID } from 'node:crypto';
import { type FunctionCall, notAllowed, same } from './describe.ts';

export const catalog: readonly FunctionCall[] = [
  {
    function: 'save_bundle',
    what: 'is for platform admins only',
    statement: `select app.save_bundle(id, revision, to_jsonb(b) || '{"name": "Taken over"}', '{}', 0, 'ARCHIVED') as outcome
      from tool_bundles b where id = $1`,
    values: ({ bundle }) => [bundle.id],
    outcomes: same(notAllowed),
    writes: [],
  },
  {
    function: 'tool_search_document',
    what: 'only computes',
    statement: `select app.tool_search_document('word', '', '', '{}') as outcome`,
    values: () => [],
    outcomes: same(`'word':1A`),
    writes: [],
  },
  {
    function: 'find_tool',
    what: 'of the catalog, which anybody reads',
    statement: 'select app.find_tool($1) = $2 as outcome',
    values: ({ ownedTool }) => [ownedTool.name, ownedTool.id],
    outcomes: same('true'),
    writes: [],
  },
  {
    function: 'tool_address',
    what: 'of the catalog, which anybody reads',
    statement: 'select app.tool_address($1) as outcome',
    values: ({ ownedTool }) => [ownedTool.id],
    outcomes: same('https://tool.example/'),
    writes: [],
  },
  {
    function: 'tool_words',
    what: 'of what it is given',
    statement: `select app.tool_words('Name', 'slug', '{one,two}') as outcome`,
    values: () => [],
    outcomes: same('Name slug one two'),
    writes: [],
  },
  {
    function: 'forgive_search',
    what: 'tells words of the catalog, which anybody reads',
    statement: `select app.forgive_search('comission')::text like '%commiss%' as outcome`,
    values: () => [],
    outcomes: same('true'),
    writes: [],
  },
  {
    function: 'module_addresses',
    what: 'of the catalog, which anybody reads',
    statement: 'select count(*) as outcome from app.module_addresses()',
    values: () => [],
    outcomes: same('3'),
    writes: [],
  },
  ...[
    {
      function: 'add_tool_picture',
      statement: `select app.add_tool_picture($2, $1, 'A map', md5('key'), 1600, 1000, null, null) as outcome`,
    },
    { function: 'describe_tool_picture', statement: `select app.describe_tool_picture($1, $2, 'A map') as outcome` },
    { function: 'move_tool_picture', statement: 'select app.move_tool_picture($1, $2, 0) as outcome' },
    { function: 'remove_tool_picture', statement: 'select app.remove_tool_picture($1, $2) as outcome' },
  ].map(
    (call): FunctionCall => ({
      ...call,
      what: 'is for CATALOG of the platform only',
      values: ({ tool }) => [tool.id, randomUUID()],
      outcomes: same(notAllowed),
      writes: [],
    }),
  ),
  {
    function: 'list_unnamed_tool_pictures',
    what: 'by anybody who knows a key',
    statement: `select count(*) as outcome from app.list_unnamed_tool_pictures(array['tools/' || $1::uuid])`,
    values: () => [randomUUID()],
    outcomes: same('1'),
    writes: [],
  },
];
