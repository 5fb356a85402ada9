import { expect, test } from 'vitest';
import type { OrganizationRole, Viewer } from '#db/request-db.server.ts';
import { decideReviewState } from './state.ts';

function viewerAs(role: OrganizationRole | null, isPlatformAdmin = false): Viewer {
  return {
    user: {
      id: 'user',
      email: 'person@people.test',
      name: 'Person',
      isConfirmed: true,
      pendingEmail: null,
      theme: 'SYSTEM',
      isPlatformAdmin,
      platformRoles: isPlatformAdmin ? ['CATALOG'] : [],
    },
    organization: role && {
      id: 'organization',
      name: 'Organization',
      slug: 'organization',
      tier: 'FREE',
      closingAt: null,
    },
    role,
    organizations: [],
    cartLines: 0,
    secondFactor: null,
    waitingRequests: 0,
  };
}

const here = { isOfOrganization: true };
const elsewhere = { isOfOrganization: false };

test.each([
  ['nobody', null, true, undefined, 'SIGNED_OUT'],
  ['an OWNER', viewerAs('OWNER'), true, undefined, 'WRITE'],
  ['an ADMIN', viewerAs('ADMIN'), true, undefined, 'WRITE'],
  ['a MEMBER', viewerAs('MEMBER'), true, undefined, 'WRITE'],
  ['a MEMBER who wrote one', viewerAs('MEMBER'), true, here, 'EDIT'],
  ['a MEMBER without the tool', viewerAs('MEMBER'), false, undefined, 'NOT_OWNED'],
  ['a MEMBER who wrote one and lost the tool', viewerAs('MEMBER'), false, here, 'NOT_OWNED'],
  ['a MEMBER who wrote one elsewhere', viewerAs('MEMBER'), true, elsewhere, 'ELSEWHERE'],
  ['a VIEWER', viewerAs('VIEWER'), true, undefined, 'READ_ONLY'],
  ['somebody of no organization', viewerAs(null), false, undefined, 'NO_ORGANIZATION'],
  ['a platform admin', viewerAs(null, true), false, undefined, 'MODERATOR'],
  ['a platform admin who is a MEMBER', viewerAs('MEMBER', true), true, undefined, 'MODERATOR'],
] as const)('%s', (_, viewer, owned, ownReview, state) => {
  expect(decideReviewState({ owned }, viewer, ownReview)).toBe(state);
});
