import { type FunctionCall, same } from './describe.ts';

export const texts: readonly FunctionCall[] = [
  {
    function: 'published_first_name',
    what: 'says of a name what the public may read, to anybody',
    statement: 'select app.published_first_name($1) as outcome',
    values: () => ['Ada Lovelace'],
    outcomes: same('Ada'),
    writes: [],
  },
];
