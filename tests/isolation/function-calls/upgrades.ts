import { by, type FunctionCall, managers, notAllowed, same } from './describe.ts';

export const upgrades: readonly FunctionCall[] = [
  {
    function: 'plan_limits',
    what: 'of every plan, whoever asks',
    statement: 'select count(*) as outcome from app.plan_limits()',
    values: () => [],
    outcomes: same('6'),
    writes: [],
  },
  {
    function: 'ask_for_upgrade',
    what: 'by OWNER and ADMIN, of their own organization, which has the highest plan already',
    statement: `select app.ask_for_upgrade('ENTERPRISE', 'Reason') as outcome`,
    values: () => [],
    outcomes: by({ owner: 'NOT_HIGHER', member: 'NOT_ALLOWED', other: 'NOT_HIGHER', nobody: 'NOT_ALLOWED' }),
    writes: [],
  },
  {
    function: 'withdraw_upgrade',
    what: 'by OWNER and ADMIN of the organization that asked',
    statement: 'select app.withdraw_upgrade($1) as outcome',
    values: ({ upgradeId }) => [upgradeId],
    outcomes: by({ owner: 'WITHDRAWN', member: 'NOT_ALLOWED', other: 'NO_REQUEST', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'decide_upgrade',
    what: 'by nobody of any organization',
    statement: `select app.decide_upgrade($1, true, '') as outcome`,
    values: ({ upgradeId }) => [upgradeId],
    outcomes: same(notAllowed),
    writes: [],
  },
];
