import { by, type FunctionCall } from './describe.ts';

export const expenses: readonly FunctionCall[] = [
  {
    function: 'may_see_taxes',
    what: 'the OWNER, and nobody else while nobody is named',
    statement: 'select app.may_see_taxes() as outcome',
    values: () => [],
    outcomes: by({ owner: 'true', admin: 'false', other: 'true', nobody: 'false' }),
    writes: [],
  },
];
