import { type FunctionCall, notAllowed, same } from './describe.ts';

export const platform: readonly FunctionCall[] = [
  {
    function: 'has_platform_role',
    what: 'is false for everybody of an organization',
    statement: `select app.has_platform_role('{CATALOG,BILLING,SUPPORT,AUDITOR,SUPERADMIN}') as outcome`,
    values: () => [],
    outcomes: same('false'),
    writes: [],
  },
  {
    function: 'grant_platform_role',
    what: 'by nobody of any organization, to themselves or others',
    statement: `select app.grant_platform_role($1, 'SUPERADMIN') as outcome`,
    values: ({ organization }) => [organization.owner.email],
    outcomes: same(notAllowed),
    writes: [],
  },
  {
    function: 'revoke_platform_role',
    what: 'by nobody of any organization',
    statement: `select app.revoke_platform_role($1, 'SUPERADMIN') as outcome`,
    values: ({ organization }) => [organization.owner.id],
    outcomes: same(notAllowed),
    writes: [],
  },
  {
    function: 'appoint_owner',
    what: 'by nobody of any organization',
    statement: `select app.appoint_owner($1, $2, 'Reason') as outcome`,
    values: ({ organization }) => [organization.id, organization.admin.id],
    outcomes: same(notAllowed),
    writes: [],
  },
  {
    function: 'decide_approval',
    what: 'by nobody of any organization',
    statement: 'select app.decide_approval(gen_random_uuid(), true) as outcome',
    values: () => [],
    outcomes: same(notAllowed),
    writes: [],
  },
];
