import { randomUUID } from 'node:crypto';
import { by, type Caller, type FunctionCall, members, other, same } from './describe.ts';

/** Everybody who is signed in. */
const signedIn: readonly Caller[] = [...members, other];

export const leaving: readonly FunctionCall[] = [
  {
    function: 'create_organization',
    what: 'one’s own, by everybody who is signed in',
    statement: `select app.create_organization($1, 'Another one') as outcome`,
    values: () => [randomUUID()],
    outcomes: by({ owner: 'CREATED', other: 'CREATED', nobody: 'NOT_ALLOWED' }),
    writes: signedIn,
  },
  {
    function: 'create_organization',
    what: 'never that of somebody else',
    statement: `select app.create_organization($1, 'Mine') as outcome`,
    values: ({ organization }) => [organization.id],
    outcomes: by({ owner: 'CREATED', other: 'NOT_ALLOWED' }),
    writes: members,
  },
  {
    function: 'list_sole_ownerships',
    what: 'shows an only OWNER theirs',
    statement: 'select count(*)::text as outcome from app.list_sole_ownerships()',
    values: () => [],
    outcomes: by({ owner: '1', admin: '0', other: '1', nobody: '0' }),
    writes: [],
  },
  {
    function: 'delete_account',
    what: 'asks for one’s own address first',
    statement: `select app.delete_account($1, '{}') as outcome`,
    values: ({ newEmail }) => [newEmail],
    outcomes: by({ owner: 'NOT_TYPED', other: 'NOT_TYPED', nobody: 'NOT_ALLOWED' }),
    writes: [],
  },
  {
    function: 'delete_account',
    what: 'of an ADMIN, by themselves alone',
    statement: `select app.delete_account($1, '{}') as outcome`,
    values: ({ organization }) => [organization.admin.email],
    outcomes: {
      ...by({ owner: 'NOT_TYPED', other: 'NOT_TYPED', nobody: 'NOT_ALLOWED' }),
      ADMIN: 'DELETED',
    },
    writes: ['ADMIN'],
  },
  {
    function: 'close_organization',
    what: 'asks its OWNER for its name first',
    statement: `select app.close_organization('Another name') as outcome`,
    values: () => [],
    outcomes: by({ owner: 'NOT_TYPED', admin: 'NOT_ALLOWED', other: 'NOT_TYPED', nobody: 'NOT_ALLOWED' }),
    writes: [],
  },
  {
    function: 'close_organization',
    what: 'not while it owes something',
    statement: 'select app.close_organization($1) as outcome',
    values: ({ organization }) => [organization.name],
    outcomes: by({ owner: 'UNPAID', admin: 'NOT_ALLOWED', other: 'NOT_TYPED', nobody: 'NOT_ALLOWED' }),
    writes: [],
  },
  {
    function: 'keep_organization_open',
    what: 'by its OWNER',
    statement: 'select app.keep_organization_open() as outcome',
    values: () => [],
    outcomes: by({ owner: 'REOPENED', admin: 'NOT_ALLOWED', other: 'REOPENED', nobody: 'NOT_ALLOWED' }),
    writes: [],
  },
  {
    function: 'find_closing_state',
    what: 'shows its OWNER what is owed',
    statement: 'select owes as outcome from app.find_closing_state()',
    values: () => [],
    outcomes: by({ owner: 'true', admin: null, other: 'false', nobody: null }),
    writes: [],
  },
  {
    function: 'export_audit_rows',
    what: 'shows its OWNER the entries of their organization',
    statement: `select bool_or(entry ->> 'organization_id' = $1::text)::text as outcome from app.export_audit_rows(null, 1000) as entry`,
    values: ({ organization }) => [organization.id],
    outcomes: by({ owner: 'true', admin: null, other: 'false', nobody: null }),
    writes: [],
  },
  {
    function: 'remove_closed_rows',
    what: 'removes nothing of what is open, whoever calls it',
    statement: 'select outcome from app.remove_closed_rows(1000)',
    values: () => [],
    outcomes: same('DONE'),
    writes: [],
  },
  {
    function: 'apply_retention',
    what: 'removes nothing before its time, whoever calls it',
    statement: 'select sum(removed)::text as outcome from app.apply_retention()',
    values: () => [],
    outcomes: same('0'),
    writes: [],
  },
];
