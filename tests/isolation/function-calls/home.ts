import { by, type FunctionCall, managers, other } from './describe.ts';

export const home: readonly FunctionCall[] = [
  {
    function: 'list_coming_charges',
    what: 'lists the periods of one’s own organization',
    statement: 'select count(*) as outcome from app.list_coming_charges() where slug = $1',
    values: ({ ownedTool }) => [ownedTool.name],
    outcomes: by({ owner: '1', other: '0' }),
    writes: [],
  },
  {
    function: 'list_open_invoices',
    what: 'lists what one’s own organization owes',
    statement: 'select count(*) as outcome from app.list_open_invoices(10) where number = $1',
    values: ({ order }) => [order.number],
    outcomes: by({ owner: '1', other: '0' }),
    writes: [],
  },
  {
    function: 'end_first_steps',
    what: 'by OWNER and ADMIN, of their own organization',
    statement: 'select app.end_first_steps() as outcome',
    values: () => [],
    outcomes: by({ owner: 'ENDED', member: 'NOT_ALLOWED', other: 'ENDED', nobody: 'NOT_ALLOWED' }),
    writes: [...managers, other],
  },
];
