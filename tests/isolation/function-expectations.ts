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
  /** With seats, of which the MEMBER holds one, and a page of its own. */
  ownedTool: TestTool;
  /** Of the owned tool; it has a period. */
  purchaseId: string;
  bundle: TestBundle;
  /** A published review of `tool` by the MEMBER. */
  publishedReview: string;
  /** Of the MEMBER, waiting, with `tool` and `bundle`. */
  requestId: string;
  /** An unpaid invoice of the organization. */
  order: { id: string; number: string };
  /** Of an open invitation into the organization, to somebody without an account. */
  /** An open invitation into the organization as MEMBER, to somebody without an account. */
  invitationId: string;
  invitationTokenHash: string;
  /** Of the link to a public report of the organization. */
  reportTokenHash: string;
  /** The number of a card order that waits to be paid. */
  cardOrder: string;
  /** Of one that was paid, by an event that is known. */
  paidOrder: string;
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
    function: 'save_bundle',
    what: 'is for platform admins only',
    statement: `select app.save_bundle(id, revision, to_jsonb(b) || '{"name": "Taken over"}', '{}', 0, 'ARCHIVED') as outcome
      from tool_bundles b where id = $1`,
    values: ({ bundle }) => [bundle.id],
    outcomes: same(notAllowed),
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
    function: 'sign_up',
    what: 'counts by network address, whether or not there is such an account',
    statement: `select app.sign_up('Somebody else', upper($1), 'hash', 'Organization', $2, null, $2) ->> 'outcome' as outcome`,
    values: ({ organization, newTokenHash }) => [organization.owner.email, newTokenHash],
    outcomes: same('EMAIL_TAKEN'),
    writes: callers,
  },
  {
    function: 'forget_counts',
    what: 'forgets only what no longer counts, whoever calls it',
    statement: 'select app.forget_counts() as outcome',
    values: () => [],
    outcomes: same('0'),
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
  {
    function: 'find_card_payment',
    what: 'tells OWNER and ADMIN what their card order waits for',
    statement: 'select outcome from app.find_card_payment($1)',
    values: ({ cardOrder }) => [cardOrder],
    outcomes: by({ owner: 'PAYABLE', member: null, other: null }),
    writes: [],
  },
  {
    function: 'record_card_payment',
    what: 'is remembered for OWNER and ADMIN',
    statement: `select app.record_card_payment($1, gen_random_uuid()::text) as outcome`,
    values: ({ cardOrder }) => [cardOrder],
    outcomes: by({ owner: 'true', member: 'false', other: 'false' }),
    writes: managers,
  },
  {
    function: 'apply_payment_event',
    what: 'does nothing for an order whose payment is another',
    statement: `select app.apply_payment_event('evt_known', 'checkout.session.completed', 'PAID', 'cs_of_somebody', $1, 'pi', 10000, 'usd') as outcome`,
    values: ({ paidOrder }) => [paidOrder],
    outcomes: same('UNCHANGED'),
    writes: [],
  },
  {
    function: 'list_overdue_payments',
    what: 'lists no order that still has time, for the schedule, which is nobody',
    statement: 'select number as outcome from app.list_overdue_payments(10) where number = $1',
    values: ({ cardOrder }) => [cardOrder],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'list_refunds_to_send',
    what: 'lists no credit note of an order that no card paid, for the schedule, which is nobody',
    statement: 'select number as outcome from app.list_refunds_to_send(10)',
    values: () => [],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'record_refund',
    what: 'does nothing for a credit note that does not exist',
    statement: `select app.record_refund('CRN-unknown', 're') as outcome`,
    values: () => [],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'claim_mail',
    what: 'takes nothing when asked for nothing',
    statement: 'select kind as outcome from app.claim_mail(0)',
    values: () => [],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'hand_over_mail',
    what: 'not what nobody claimed',
    statement: 'select app.hand_over_mail($1, 1) as outcome',
    values: ({ organization }) => [organization.id],
    outcomes: same('false'),
    writes: [],
  },
  {
    function: 'settle_mail',
    what: 'not what nobody claimed',
    statement: 'select app.settle_mail($1, 1, null, false) as outcome',
    values: ({ organization }) => [organization.id],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'find_own_review',
    what: 'shows one’s own',
    statement: 'select status as outcome from app.find_own_review($1)',
    values: ({ tool }) => [tool.name],
    outcomes: by({ owner: null, member: 'APPROVED', viewer: null, other: null }),
    writes: [],
  },
  {
    function: 'save_review',
    what: 'by OWNER, ADMIN and MEMBER, of a tool their organization owns',
    statement: `select app.save_review($1, 4, 'Title', 'Good enough to be recommended.') as outcome`,
    values: ({ ownedTool }) => [ownedTool.name],
    outcomes: by({ owner: 'WRITTEN', viewer: 'NOT_ALLOWED', other: 'NOT_OWNED', nobody: 'NOT_ALLOWED' }),
    writes: contributors,
  },
  {
    function: 'save_review',
    what: 'not of a tool nobody owns',
    statement: `select app.save_review($1, 4, 'Title', 'Good enough to be recommended.') as outcome`,
    values: ({ tool }) => [tool.name],
    outcomes: by({ owner: 'NOT_OWNED', viewer: 'NOT_ALLOWED', other: 'NOT_OWNED', nobody: 'NOT_ALLOWED' }),
    writes: [],
  },
  {
    function: 'delete_review',
    what: 'one’s own only',
    statement: 'select app.delete_review($1) as outcome',
    values: ({ tool }) => [tool.name],
    outcomes: by({ owner: 'NONE', member: 'DELETED', viewer: 'NONE', other: 'NONE' }),
    writes: ['MEMBER'],
  },
  {
    function: 'flag_review',
    what: 'by anybody who is signed in, but its author',
    statement: `select app.flag_review($1, 'Not about this tool.') as outcome`,
    values: ({ publishedReview }) => [publishedReview],
    outcomes: by({ owner: 'FLAGGED', member: 'OWN', viewer: 'FLAGGED', other: 'FLAGGED', nobody: 'NOT_ALLOWED' }),
    writes: ['OWNER', 'ADMIN', 'VIEWER', other],
  },
  {
    function: 'moderate_review',
    what: 'by nobody of an organization',
    statement: `select app.moderate_review($1, false, 'Note', '') as outcome`,
    values: ({ publishedReview }) => [publishedReview],
    outcomes: same(notAllowed),
    writes: [],
  },
  {
    function: 'reply_to_review',
    what: 'by nobody of an organization',
    statement: `select app.reply_to_review($1, 'Reply', '') as outcome`,
    values: ({ publishedReview }) => [publishedReview],
    outcomes: same(notAllowed),
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
    function: 'tool_access',
    what: 'for whoever holds a seat',
    statement: 'select app.tool_access($1) as outcome',
    values: ({ ownedTool }) => [ownedTool.id],
    outcomes: by({ owner: 'NO_SEAT', member: 'ALLOWED', viewer: 'READ_ONLY', other: 'NOT_OWNED' }),
    writes: [],
  },
  {
    function: 'may_use_tool',
    what: 'for whoever holds a seat',
    statement: 'select app.may_use_tool($1) as outcome',
    values: ({ ownedTool }) => [ownedTool.name],
    outcomes: by({ owner: 'false', member: 'true', viewer: 'false', other: 'false' }),
    writes: [],
  },
  {
    function: 'open_tool',
    what: 'by whoever holds a seat',
    statement: 'select outcome from app.open_tool($1)',
    values: ({ ownedTool }) => [ownedTool.id],
    outcomes: by({ owner: 'NO_SEAT', member: 'OPENED', viewer: 'READ_ONLY', other: 'NOT_OWNED' }),
    writes: ['MEMBER'],
  },
  {
    function: 'assign_seat',
    what: 'by OWNER and ADMIN of an organization that owns the tool',
    statement: 'select app.assign_seat($1, $2) as outcome',
    values: ({ ownedTool, organization }) => [ownedTool.id, organization.admin.id],
    outcomes: by({ owner: 'ASSIGNED', member: 'NOT_ALLOWED', other: 'NOT_OWNED', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'revoke_seat',
    what: 'by OWNER and ADMIN, in their own organization',
    statement: 'select app.revoke_seat($1, $2) as outcome',
    values: ({ ownedTool, organization }) => [ownedTool.id, organization.member.id],
    outcomes: by({ owner: 'REVOKED', member: 'NOT_ALLOWED', other: 'NO_SEAT', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'set_renewal',
    what: 'by OWNER and ADMIN, of their own purchase',
    statement: 'select app.set_renewal($1, false) as outcome',
    values: ({ purchaseId }) => [purchaseId],
    outcomes: by({ owner: 'SAVED', member: 'NOT_ALLOWED', other: 'NOT_FOUND', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'cancel_purchase',
    what: 'by OWNER and ADMIN, of their own purchase',
    statement: `select app.cancel_purchase('TOOL', $1) as outcome`,
    values: ({ purchaseId }) => [purchaseId],
    outcomes: by({ owner: 'CANCELLED', member: 'NOT_ALLOWED', other: 'NOT_FOUND', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'ordered_in_month',
    what: 'of one’s own organization only',
    statement: 'select app.ordered_in_month($1, now()) as outcome',
    values: ({ organization }) => [organization.id],
    outcomes: by({ owner: '30000', other: '0' }),
    writes: [],
  },
  {
    function: 'send_request',
    what: 'by a MEMBER, of their own cart',
    statement: `select app.send_request('Reason') as outcome`,
    values: () => [],
    outcomes: by({
      owner: 'NOT_ALLOWED',
      admin: 'WITHIN_LIMIT',
      member: 'SENT',
      viewer: 'NOT_ALLOWED',
      other: 'NOT_ALLOWED',
    }),
    writes: ['MEMBER'],
  },
  {
    function: 'show_request',
    what: 'of one’s own organization',
    statement: 'select jsonb_array_length(app.show_request($1)) as outcome',
    values: ({ requestId }) => [requestId],
    outcomes: by({ owner: '2', other: '0' }),
    writes: [],
  },
  {
    function: 'count_waiting_requests',
    what: 'for those who decide them',
    statement: 'select app.count_waiting_requests() as outcome',
    values: () => [],
    outcomes: by({ owner: '1', member: '0', other: '0' }),
    writes: [],
  },
  {
    function: 'withdraw_request',
    what: 'by who sent it',
    statement: 'select app.withdraw_request($1) as outcome',
    values: ({ requestId }) => [requestId],
    outcomes: by({
      owner: 'NO_REQUEST',
      member: 'WITHDRAWN',
      viewer: 'NOT_ALLOWED',
      other: 'NO_REQUEST',
      nobody: 'NOT_ALLOWED',
    }),
    writes: ['MEMBER'],
  },
  {
    function: 'approve_request',
    what: 'by OWNER and ADMIN of its organization',
    statement: `select outcome from app.approve_request($1, gen_random_uuid(), app.show_request($1), 'INVOICE', null, $2::jsonb)`,
    values: ({ requestId }) => [requestId, billing],
    outcomes: by({ owner: 'PLACED', member: 'NOT_ALLOWED', other: 'NO_REQUEST', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'decline_request',
    what: 'by OWNER and ADMIN of its organization',
    statement: `select app.decline_request($1, 'Note') as outcome`,
    values: ({ requestId }) => [requestId],
    outcomes: by({ owner: 'DECLINED', member: 'NOT_ALLOWED', other: 'NO_REQUEST', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'remove_request_line',
    what: 'by OWNER and ADMIN of its organization',
    statement: `select app.remove_request_line($1, 'TOOL', $2) as outcome`,
    values: ({ requestId, tool }) => [requestId, tool.id],
    outcomes: by({ owner: 'REMOVED', member: 'NOT_ALLOWED', other: 'NO_REQUEST', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'set_spending_limit',
    what: 'by an OWNER, of their own organization',
    statement: 'select app.set_spending_limit(100) as outcome',
    values: () => [],
    outcomes: by({ owner: 'SET', admin: 'NOT_ALLOWED', other: 'SET', nobody: 'NOT_ALLOWED' }),
    writes: ['OWNER', other],
  },
  {
    function: 'cancel_order',
    what: 'by OWNER and ADMIN, of their own organization',
    statement: 'select app.cancel_order($1) as outcome',
    values: ({ order }) => [order.number],
    outcomes: by({ owner: 'CANCELLED', member: 'NOT_ALLOWED', other: 'NOT_FOUND', nobody: 'NOT_ALLOWED' }),
    writes: managers,
  },
  {
    function: 'refund_order',
    what: 'by nobody of any organization',
    statement: `select outcome from app.refund_order($1, array(select id from order_lines where order_id = $1), 'Reason', 0)`,
    values: ({ order }) => [order.id],
    outcomes: same(notAllowed),
    writes: [],
  },
  {
    function: 'record_payment',
    what: 'by nobody of any organization',
    statement: 'select app.record_payment($1) as outcome',
    values: ({ order }) => [order.id],
    outcomes: same(notAllowed),
    writes: [],
  },
  {
    function: 'run_due_purchases',
    what: 'does only what is due, whoever calls it',
    statement: 'select renewed + expired + warned + failed as outcome from app.run_due_purchases()',
    values: () => [],
    outcomes: same('0'),
    writes: [],
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
    function: 'published_review_page',
    what: 'tells what is published, which anybody reads',
    statement: `select count(*) as outcome from app.published_review_page($1, 'newest', 1000, 0) as id where id = $2`,
    values: ({ tool, publishedReview }) => [tool.name, publishedReview],
    outcomes: same('1'),
    writes: [],
  },
  {
    function: 'count_ratings',
    what: 'counts what is published, which anybody reads',
    statement: 'select sum(count) > 0 as outcome from app.count_ratings($1)',
    values: ({ tool }) => [tool.name],
    outcomes: same('true'),
    writes: [],
  },
  {
    function: 'review_queue',
    what: 'shows nothing to anybody of an organization',
    statement: `select count(*) as outcome from app.review_queue('APPROVED', '', 1000, 0)`,
    values: () => [],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'order_page',
    what: 'shows nothing to anybody of an organization',
    statement: 'select count(*) as outcome from app.order_page($1, null, null, null, null, null, null, null, 1000)',
    values: ({ order }) => [order.number],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'organization_page',
    what: 'shows nothing to anybody of an organization',
    statement: 'select count(*) as outcome from app.organization_page(null, null, null, null, 1000)',
    values: () => [],
    outcomes: same('0'),
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
  {
    function: 'owned_tool_access',
    what: 'for whoever holds a seat',
    statement: `select app.owned_tool_access($1, 'ACTIVE', 5) as outcome`,
    values: ({ ownedTool }) => [ownedTool.id],
    outcomes: by({ owner: 'NO_SEAT', member: 'ALLOWED', viewer: 'READ_ONLY', other: 'NO_SEAT', nobody: 'READ_ONLY' }),
    writes: [],
  },
];
