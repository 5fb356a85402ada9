import { isolateName } from '~/utils/names.ts';
import { listNames } from '~/utils/words.ts';

/** The roles in an organization, from the most rights to the fewest. */
export const organizationRoles = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const;

export type OrganizationRole = (typeof organizationRoles)[number];

/** Those who buy, invite people and assign seats. */
export const managerRoles: readonly OrganizationRole[] = ['OWNER', 'ADMIN'];

/** Whether somebody in this role buys, invites people and assigns seats; null stands for nobody's role. */
export function isManager(role: OrganizationRole | null): boolean {
  return role !== null && managerRoles.includes(role);
}

/** Roles in words: a label, and the role with its article for a sentence. */
export const roleWords: Record<OrganizationRole, { label: string; withArticle: string }> = {
  OWNER: { label: 'Owner', withArticle: 'an owner' },
  ADMIN: { label: 'Admin', withArticle: 'an admin' },
  MEMBER: { label: 'Member', withArticle: 'a member' },
  VIEWER: { label: 'Viewer', withArticle: 'a viewer' },
};

/** The roles that somebody in this role may invite others into; none below ADMIN. The database enforces the same. */
export function invitableRoles(role: OrganizationRole): readonly OrganizationRole[] {
  if (role === 'OWNER') return organizationRoles;
  return role === 'ADMIN' ? organizationRoles.slice(1) : [];
}

/**
 * The roles that a viewer may give somebody, their present one among them; none where the viewer has no say over them. The last owner
 * stays one.
 * @param viewer  role of who chooses
 * @param present  role of whom it is about
 * @param owners  the owners that the organization has
 */
export function rolesToGive(
  viewer: OrganizationRole,
  present: OrganizationRole,
  owners: number,
): readonly OrganizationRole[] {
  const roles = invitableRoles(viewer);
  if (!roles.includes(present)) return [];
  return present === 'OWNER' && owners <= 1 ? ['OWNER'] : roles;
}

/**
 * Those who may buy for the organization, as part of a sentence.
 * @param names  names of its owners and admins
 */
export function nameManagers(names: readonly string[], type?: 'conjunction' | 'disjunction'): string {
  return names.length > 0 ? listNames(names.map(isolateName), type) : 'an owner or admin of your organization';
}
