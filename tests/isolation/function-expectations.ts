import type { TestBundle, TestTool } from '../factories/catalog.ts';
import type { TestOrganization } from '../factories/organizations.ts';

/** Who calls a function: the roles of the organization it is about, and others. */
export const callers = [
  'OWNER',
  'ADMIN',
  'MEMBER',
  'VIEWER',
  'OWNER of another organization',
  'nobody',
  'made-up session token',
] as const;
export type Caller = (typeof callers)[number];

/** What the calls are about, new for every call. */
export interface Scene {
  organization: TestOrganization;
  /** In the carts of OWNER, ADMIN and MEMBER. */
  tool: TestTool;
  ownedTool: TestTool;
  bundle: TestBundle;
  /** An open invitation into the organization as MEMBER, to somebody without an account. */
  invitationId: string;
  invitationTokenHash: string;
  /** Of the link to a public report of the organization. */
  reportTokenHash: string;
  /** That nothing has yet. */
  newTokenHash: string;
  newEmail: string;
}

/** An outcome as text, null for none, or the SQLSTATE of a refusal. */
export type Outcome = string | null | { refused: string };

export interface FunctionCall {
  function: string;
  what: string;
  /** Selects one column `outcome`. */
  statement: string;
  values: (scene: Scene) => unknown[];
  outcomes: Record<Caller, Outcome>;
  /** After whose call the database is not what it was. */
  writes: readonly Caller[];
  /** Who changes rows of the organization without belonging to it: they hold a token or know an address. */
  reachesIn?: readonly Caller[];
}

type OutcomesByGroup = {
  owner: Outcome;
  admin?: Outcome;
  member?: Outcome;
  viewer?: Outcome;
  /** Owner of another organization; the default of the two below. */
  other: Outcome;
  nobody?: Outcome;
};

/** Outcomes by caller; a role that is not given has that of the role above it. */
function by(outcomes: OutcomesByGroup): Record<Caller, Outcome> {
  const { owner, admin = owner, member = admin, viewer = member, other, nobody = other } = outcomes;
  return {
    OWNER: owner,
    ADMIN: admin,
    MEMBER: member,
    VIEWER: viewer,
    'OWNER of another organization': other,
    nobody,
    'made-up session token': nobody,
  };
}

const same = (outcome: Outcome) => by({ owner: outcome, other: outcome });
const members = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const;
const contributors = ['OWNER', 'ADMIN', 'MEMBER'] as const;
const managers = ['OWNER', 'ADMIN'] as const;
const other = 'OWNER of another organization';
const strangers = ['nobody', 'made-up session token'] as const;
const notAllowed = { refused: '42501' };
const billing = JSON.stringify({
  name: 'Name',
  email: 'billing@people.test',
  street: 'Street 1',
  city: 'City',
  state: 'IL',
  postalCode: '60601',
  country: 'US',
});

/** At least one call of every function the app role may run. */
export const functionCalls: readonly FunctionCall[] = [
  {
    function: 'begin_request',
    what: 'an unknown token is nobody',
    statement: 'select app.begin_request($1, false) as outcome',
    values: ({ newTokenHash }) => [newTokenHash],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'is_platform_admin',
    what: 'is false for everybody of an organization',
    statement: 'select app.is_platform_admin() as outcome',
    values: () => [],
    outcomes: same('false'),
    writes: [],
  },
  {
    function: 'find_public_report',
    what: 'shows a report to whoever holds its link, signed in or not',
    statement: 'select name as outcome from app.find_public_report($1)',
    values: ({ reportTokenHash }) => [reportTokenHash],
    outcomes: same('Public report'),
    writes: [],
  },
  {
    function: 'find_public_report',
    what: 'shows nothing to whoever made a token up',
    statement: 'select name as outcome from app.find_public_report($1)',
    values: ({ newTokenHash }) => [newTokenHash],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'current_organization_id',
    what: 'is the organization of the session',
    statement: 'select app.current_organization_id() = $1 as outcome',
    values: ({ organization }) => [organization.id],
    outcomes: by({ owner: 'true', other: 'false', nobody: null }),
    writes: [],
  },
  {
    function: 'current_user_id',
    what: 'is the person of the session',
    statement: 'select app.current_user_id() is not null as outcome',
    values: () => [],
    outcomes: by({ owner: 'true', other: 'true', nobody: 'false' }),
    writes: [],
  },
  {
    function: 'start_sign_in',
    what: 'counts an attempt for anybody',
    statement: 'select wait_seconds as outcome from app.start_sign_in($1)',
    values: ({ organization }) => [organization.owner.email],
    outcomes: same('0'),
    writes: callers,
  },
  {
    function: 'finish_sign_in',
    what: 'opens nothing without the password hash',
    statement: `select app.finish_sign_in($1, 'guess', $2, null) as outcome`,
    values: ({ organization, newTokenHash }) => [organization.owner.id, newTokenHash],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'end_session',
    what: 'ends one’s own',
    statement: `select 'done' as outcome from app.end_session()`,
    values: () => [],
    outcomes: same('done'),
    writes: [...members, other],
  },
  {
    function: 'end_all_sessions',
    what: 'ends one’s own',
    statement: 'select app.end_all_sessions() as outcome',
    values: () => [],
    outcomes: by({ owner: '1', other: '1', nobody: '0' }),
    writes: [...members, other],
  },
  {
    function: 'switch_organization',
    what: 'only to an organization one belongs to',
    statement: 'select app.switch_organization($1) as outcome',
    values: ({ organization }) => [organization.id],
    outcomes: by({ owner: 'true', other: 'false' }),
    writes: members,
  },
  {
    function: 'sign_up',
    what: 'makes an organization of one’s own',
    statement: `select app.sign_up('New Person', $1, 'hash', 'New organization', $2, null) ->> 'outcome' as outcome`,
    values: ({ newEmail, newTokenHash }) => [newEmail, newTokenHash],
    outcomes: same('CREATED'),
    writes: callers,
  },
  {
    function: 'sign_up',
    what: 'leaves an existing account alone',
    statement: `select app.sign_up('Somebody else', upper($1), 'hash', 'Organization', $2, null) ->> 'outcome' as outcome`,
    values: ({ organization, newTokenHash }) => [organization.owner.email, newTokenHash],
    outcomes: same('EMAIL_TAKEN'),
    writes: [],
  },
  {
    function: 'request_password_reset',
    what: 'for anybody who knows the address',
    statement: 'select email as outcome from app.request_password_reset($1, $2)',
    values: ({ newEmail, newTokenHash }) => [newEmail, newTokenHash],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'is_password_reset_open',
    what: 'not for an unknown token',
    statement: 'select app.is_password_reset_open($1) as outcome',
    values: ({ newTokenHash }) => [newTokenHash],
    outcomes: same('false'),
    writes: [],
  },
  {
    function: 'reset_password',
    what: 'not with an unknown token',
    statement: `select app.reset_password($1, 'hash') as outcome`,
    values: ({ newTokenHash }) => [newTokenHash],
    outcomes: same('false'),
    writes: [],
  },
  {
    function: 'invite',
    what: 'a MEMBER, by OWNER and ADMIN into their own organization',
    statement: `select app.invite($1, 'MEMBER', $2) as outcome`,
    values: ({ newEmail, newTokenHash }) => [newEmail, newTokenHash],
    outcomes: by({ owner: 'INVITED', member: 'NOT_ALLOWED', other: 'INVITED', nobody: 'NOT_ALLOWED' }),
    writes: [...managers, other],
  },
  {
    function: 'invite',
    what: 'an OWNER, by an OWNER only',
    statement: `select app.invite($1, 'OWNER', $2) as outcome`,
    values: ({ newEmail, newTokenHash }) => [newEmail, newTokenHash],
    outcomes: by({ owner: 'INVITED', admin: 'NOT_ALLOWED', other: 'INVITED', nobody: 'NOT_ALLOWED' }),
    writes: ['OWNER', other],
  },
  {
    function: 'resend_invitation',
    what: 'by OWNER and ADMIN of the organization it is into',
    statement: 'select outcome from app.resend_invitation($1, $2)',
    values: ({ invitationId, newTokenHash }) => [invitationId, newTokenHash],
    outcomes: by({ owner: 'RESENT', member: 'NOT_ALLOWED', other: 'NOT_FOUND', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'revoke_invitation',
    what: 'by OWNER and ADMIN of the organization it is into',
    statement: 'select app.revoke_invitation($1) as outcome',
    values: ({ invitationId }) => [invitationId],
    outcomes: by({ owner: 'REVOKED', member: 'NOT_ALLOWED', other: 'NOT_FOUND', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'change_role',
    what: 'of a VIEWER, by OWNER and ADMIN of the same organization',
    statement: `select app.change_role($1, 'ADMIN') as outcome`,
    values: ({ organization }) => [organization.viewer.id],
    outcomes: by({ owner: 'CHANGED', member: 'NOT_ALLOWED', other: 'NOT_FOUND', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'change_role',
    what: 'to OWNER, by an OWNER only',
    statement: `select app.change_role($1, 'OWNER') as outcome`,
    values: ({ organization }) => [organization.viewer.id],
    outcomes: by({ owner: 'CHANGED', admin: 'NOT_ALLOWED', other: 'NOT_FOUND', nobody: 'NOT_ALLOWED' }),
    writes: ['OWNER'],
  },
  {
    function: 'change_role',
    what: 'of the last OWNER, by nobody',
    statement: `select app.change_role($1, 'ADMIN') as outcome`,
    values: ({ organization }) => [organization.owner.id],
    outcomes: by({ owner: 'LAST_OWNER', admin: 'NOT_ALLOWED', other: 'NOT_FOUND', nobody: 'NOT_ALLOWED' }),
    writes: [],
  },
  {
    function: 'remove_member',
    what: 'a VIEWER, by OWNER and ADMIN of the same organization',
    statement: 'select app.remove_member($1) as outcome',
    values: ({ organization }) => [organization.viewer.id],
    outcomes: by({ owner: 'REMOVED', member: 'NOT_ALLOWED', other: 'NOT_FOUND', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'remove_member',
    what: 'the OWNER, by nobody',
    statement: 'select app.remove_member($1) as outcome',
    values: ({ organization }) => [organization.owner.id],
    outcomes: by({ owner: 'NOT_ALLOWED', other: 'NOT_FOUND', nobody: 'NOT_ALLOWED' }),
    writes: [],
  },
  {
    function: 'leave_organization',
    what: 'by everybody but the last OWNER',
    statement: 'select app.leave_organization() as outcome',
    values: () => [],
    outcomes: by({ owner: 'LAST_OWNER', admin: 'LEFT', other: 'LAST_OWNER', nobody: 'NOT_ALLOWED' }),
    writes: ['ADMIN', 'MEMBER', 'VIEWER'],
  },
  {
    function: 'hand_over_ownership',
    what: 'by an OWNER to somebody of the same organization',
    statement: 'select app.hand_over_ownership($1) as outcome',
    values: ({ organization }) => [organization.viewer.id],
    outcomes: by({ owner: 'HANDED_OVER', admin: 'NOT_ALLOWED', other: 'NOT_FOUND', nobody: 'NOT_ALLOWED' }),
    writes: ['OWNER'],
  },
  {
    function: 'rename_organization',
    what: 'by its OWNER',
    statement: `select app.rename_organization('Renamed') as outcome`,
    values: () => [],
    outcomes: by({ owner: 'RENAMED', admin: 'NOT_ALLOWED', other: 'RENAMED', nobody: 'NOT_ALLOWED' }),
    writes: ['OWNER', other],
  },
  {
    function: 'change_name',
    what: 'one’s own',
    statement: `select app.change_name('Another Name') as outcome`,
    values: () => [],
    outcomes: by({ owner: 'true', other: 'true', nobody: 'false' }),
    writes: [...members, other],
  },
  {
    function: 'start_password_change',
    what: 'counts an attempt for one’s own account',
    statement: 'select wait_seconds as outcome from app.start_password_change()',
    values: () => [],
    outcomes: by({ owner: '0', other: '0', nobody: null }),
    writes: [...members, other],
  },
  {
    function: 'finish_password_change',
    what: 'changes nothing without the hash of the current password',
    statement: `select app.finish_password_change('guess', 'hash') as outcome`,
    values: () => [],
    outcomes: same('false'),
    writes: [],
  },
  {
    function: 'set_tier',
    what: 'by nobody of an organization',
    statement: `select app.set_tier($1, 'FREE') as outcome`,
    values: ({ organization }) => [organization.id],
    outcomes: same(notAllowed),
    writes: [],
  },
  {
    function: 'record_export',
    what: 'by the OWNER, in the trail of their organization',
    statement: 'select app.record_export() as outcome',
    values: () => [],
    outcomes: by({ owner: 'RECORDED', admin: 'NOT_ALLOWED', other: 'RECORDED', nobody: 'NOT_ALLOWED' }),
    writes: ['OWNER', other],
  },
  {
    function: 'organization_audit_trail',
    what: 'shows OWNER and ADMIN the entries of their organization',
    statement: `select bool_or(organization_id = $1)::text as outcome from app.organization_audit_trail('{}', null, 1000)`,
    values: ({ organization }) => [organization.id],
    outcomes: by({ owner: 'true', member: null, other: 'false', nobody: null }),
    writes: [],
  },
  {
    function: 'platform_audit_trail',
    what: 'shows nothing to anybody of an organization',
    statement: `select count(*) as outcome from app.platform_audit_trail('{}', null, 1000)`,
    values: () => [],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'find_invitation',
    what: 'by whoever holds the token',
    statement: 'select role as outcome from app.find_invitation($1)',
    values: ({ invitationTokenHash }) => [invitationTokenHash],
    outcomes: same('MEMBER'),
    writes: [],
  },
  {
    function: 'accept_invitation',
    what: 'by the person it was sent to, not by somebody else’s account',
    statement: `select app.accept_invitation($1, 'New Person', 'hash', $2, null) ->> 'outcome' as outcome`,
    values: ({ invitationTokenHash, newTokenHash }) => [invitationTokenHash, newTokenHash],
    outcomes: by({ owner: 'OTHER_ACCOUNT', other: 'OTHER_ACCOUNT', nobody: 'JOINED' }),
    writes: strangers,
    reachesIn: strangers,
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
    function: 'bundle_price_after_credit',
    what: 'only computes',
    statement: 'select app.bundle_price_after_credit(1000, 3000, 1000) as outcome',
    values: () => [],
    outcomes: same('333'),
    writes: [],
  },
  {
    function: 'describe_shown_line',
    what: 'only computes',
    statement: `select app.describe_shown_line('TOOL', null, 'Name', 'CHARGED', 1, 1, '{}') ->> 'state' as outcome`,
    values: () => [],
    outcomes: same('CHARGED'),
    writes: [],
  },
  {
    function: 'owned_tool_ids',
    what: 'of one’s own organization only',
    statement: 'select count(*) as outcome from app.owned_tool_ids($1)',
    values: ({ organization }) => [organization.id],
    outcomes: by({ owner: '1', other: '0' }),
    writes: [],
  },
  {
    function: 'price_cart',
    what: 'knows what one’s own organization owns only',
    statement: `select state as outcome from app.price_cart($1, jsonb_build_array(jsonb_build_object('id', $2::text, 'price', 1)), '[]')`,
    values: ({ organization, ownedTool }) => [organization.id, ownedTool.id],
    outcomes: by({ owner: 'OWNED', other: 'CHARGED' }),
    writes: [],
  },
  {
    function: 'check_cart_item',
    what: 'knows what one’s own organization owns only',
    statement: `select outcome from app.check_cart_item($1, 'TOOL', $2)`,
    values: ({ organization, ownedTool }) => [organization.id, ownedTool.id],
    outcomes: by({ owner: 'OWNED', other: 'ADDED' }),
    writes: [],
  },
  {
    function: 'add_to_cart',
    what: 'by those who hold a cart',
    statement: `select outcome from app.add_to_cart('BUNDLE', $1)`,
    values: ({ bundle }) => [bundle.id],
    outcomes: by({ owner: 'ADDED', viewer: notAllowed, other: 'ADDED', nobody: notAllowed }),
    writes: [...contributors, other],
  },
  {
    function: 'remove_from_cart',
    what: 'by those who hold a cart, from their own',
    statement: `select 'done' as outcome from app.remove_from_cart('TOOL', $1)`,
    values: ({ tool }) => [tool.id],
    outcomes: by({ owner: 'done', viewer: notAllowed, other: 'done', nobody: notAllowed }),
    writes: [...contributors, other],
  },
  {
    function: 'accept_cart_prices',
    what: 'by those who hold a cart, in their own',
    statement: `select 'done' as outcome from app.accept_cart_prices()`,
    values: () => [],
    outcomes: by({ owner: 'done', viewer: notAllowed, other: 'done', nobody: notAllowed }),
    writes: [...contributors, other],
  },
  {
    function: 'show_cart',
    what: 'one’s own',
    statement: 'select jsonb_array_length(app.show_cart()) as outcome',
    values: () => [],
    outcomes: by({ owner: '1', viewer: '0', other: '0' }),
    writes: [],
  },
  {
    function: 'place_order',
    what: 'by OWNER and ADMIN, of their own cart',
    statement: `select outcome from app.place_order(gen_random_uuid(), app.show_cart(), 'INVOICE', null, $1::jsonb)`,
    values: () => [billing],
    outcomes: by({ owner: 'PLACED', member: 'NOT_ALLOWED', other: 'EMPTY', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
];
