import type { Viewer } from '#db/request-db.server.ts';
import { isolateName } from '~/utils/names.ts';

/**
 * How a tool's reviews stand for a viewer: they can `WRITE` or `EDIT` their own; or the reason why not. `ELSEWHERE`: they
 * reviewed it for another organization, and a person has one review of a tool.
 */
export type ReviewState =
  | 'WRITE'
  | 'EDIT'
  | 'ELSEWHERE'
  | 'SIGNED_OUT'
  | 'MODERATOR'
  | 'NO_ORGANIZATION'
  | 'READ_ONLY'
  | 'NOT_OWNED';

/** Decides how a tool's reviews stand for a viewer. The database enforces the same. */
export function decideReviewState(
  tool: { owned: boolean },
  viewer: Viewer | null,
  ownReview: { isOfOrganization: boolean } | undefined,
): ReviewState {
  if (!viewer) return 'SIGNED_OUT';
  if (viewer.user.isPlatformAdmin) return 'MODERATOR';
  if (ownReview && !ownReview.isOfOrganization) return 'ELSEWHERE';
  if (!viewer.organization) return 'NO_ORGANIZATION';
  if (viewer.role === 'VIEWER') return 'READ_ONLY';
  if (!tool.owned) return 'NOT_OWNED';
  return ownReview ? 'EDIT' : 'WRITE';
}

/** The reason why somebody cannot review a tool, in words, with the way out where there is one. */
export function explainReviewState(
  state: Exclude<ReviewState, 'WRITE' | 'EDIT'>,
  { tool, organization }: { tool: string; organization: string | undefined },
): string {
  switch (state) {
    case 'SIGNED_OUT':
      return `People of an organization that owns ${tool} can review it.`;
    case 'MODERATOR':
      return 'People who work for the platform do not write reviews.';
    case 'NO_ORGANIZATION':
      return `You belong to no organization. People of one that owns ${tool} can review it.`;
    case 'READ_ONLY':
      return 'Viewers only read. An owner or admin of your organization can make you a member, who writes reviews.';
    case 'NOT_OWNED':
      return `${organization && isolateName(organization)} does not own ${tool}. People of an organization that owns it can review it.`;
    case 'ELSEWHERE':
      return `You reviewed ${tool} for another organization. Everybody has one review for a tool: change it there, or delete it to write a new one here.`;
  }
}
