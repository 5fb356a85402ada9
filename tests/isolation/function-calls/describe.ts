import type { TestBundle, TestTool } from '../../factories/catalog.ts';
import type { TestOrganization } from '../../factories/organizations.ts';

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

/** The subjects of the calls, new for every call. */
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
  /** An upgrade that the organization asked for, as if it had a lower plan. It waits. */
  upgradeId: string;
  /** An unpaid invoice of the organization. */
  order: { id: string; number: string; lineId: string };
  /** An open invitation into the organization as MEMBER, to somebody without an account. */
  invitationId: string;
  invitationTokenHash: string;
  /** Of the link to a public report of the organization. */
  reportTokenHash: string;
  /** The number of a card order that waits to be paid. */
  cardOrder: string;
  /** Of one that was paid, by an event that is known. */
  paidOrder: string;
  /** The id of a payment that names the card order and does not pay it. */
  unmatchedPayment: string;
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
export function by(outcomes: OutcomesByGroup): Record<Caller, Outcome> {
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

export const same = (outcome: Outcome) => by({ owner: outcome, other: outcome });
export const members: readonly Caller[] = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'];
export const contributors = ['OWNER', 'ADMIN', 'MEMBER'] as const;
export const managers = ['OWNER', 'ADMIN'] as const;
export const other = 'OWNER of another organization';
export const strangers = ['nobody', 'made-up session token'] as const;
export const notAllowed = { refused: '42501' };
