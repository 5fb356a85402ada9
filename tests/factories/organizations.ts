import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { only } from './rows.ts';

export const organizationRoles = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const;
export type OrganizationRole = (typeof organizationRoles)[number];

/** Lowest first. */
export const subscriptionTiers = ['FREE', 'CUSTOM', 'STARTER', 'GROWTH', 'ELITE', 'ENTERPRISE'] as const;
export type SubscriptionTier = (typeof subscriptionTiers)[number];

/** Somebody who is signed in. */
export interface TestPerson {
  id: string;
  name: string;
  email: string;
  /** As the Worker would send it: the SHA-256 of the session token, hex. */
  tokenHash: string;
}

export interface TestOrganization {
  id: string;
  name: string;
  owner: TestPerson;
  admin: TestPerson;
  member: TestPerson;
  viewer: TestPerson;
}

/** A token hash that no session has. */
export function unknownTokenHash(): string {
  return createHash('sha256').update(randomBytes(32)).digest('hex');
}

/** The person of the organization who has the role. */
export function personWithRole(organization: TestOrganization, role: OrganizationRole): TestPerson {
  return {
    OWNER: organization.owner,
    ADMIN: organization.admin,
    MEMBER: organization.member,
    VIEWER: organization.viewer,
  }[role];
}

/**
 * An organization with one signed-in person of every role. It may owe a million dollars unless told otherwise: null for what
 * a new organization may.
 */
export async function createOrganization(
  sql: Client,
  { tier = 'ENTERPRISE', invoiceLimit = 1_000_000_00 }: { tier?: SubscriptionTier; invoiceLimit?: number | null } = {},
): Promise<TestOrganization> {
  const slug = `organization-${randomBytes(6).toString('hex')}`;
  const { id } = only(
    await sql.query<{ id: string }>(
      'insert into organizations (name, slug, subscription_tier, invoice_limit) values ($1, $1, $2, $3) returning id',
      [slug, tier, invoiceLimit],
    ),
  );
  return {
    id,
    name: slug,
    owner: await createPerson(sql, id, 'OWNER'),
    admin: await createPerson(sql, id, 'ADMIN'),
    member: await createPerson(sql, id, 'MEMBER'),
    viewer: await createPerson(sql, id, 'VIEWER'),
  };
}

/** Several organizations, each with its people. */
export async function createOrganizations(sql: Client, count: number): Promise<TestOrganization[]> {
  const organizations: TestOrganization[] = [];
  while (organizations.length < count) organizations.push(await createOrganization(sql));
  return organizations;
}

/** A new person who belongs to the organization and is signed in to it. */
export async function createPerson(sql: Client, organizationId: string, role: OrganizationRole): Promise<TestPerson> {
  const person = await createUser(sql);
  await addMembership(sql, organizationId, person.id, role);
  return { ...person, tokenHash: await createSession(sql, person.id, organizationId) };
}

/** A person with an account, and without organization or session. */
export async function createUser(
  sql: Client,
  { isPlatformAdmin = false }: { isPlatformAdmin?: boolean } = {},
): Promise<Omit<TestPerson, 'tokenHash'>> {
  const name = `Person${randomBytes(6).toString('hex')} Tester`;
  const email = `${randomBytes(6).toString('hex')}@people.test`;
  const { id } = only(
    await sql.query<{ id: string }>(
      'insert into users (name, email, password_hash, is_platform_admin) values ($1, $2, $3, $4) returning id',
      [name, email, `scrypt-secret-${randomBytes(12).toString('hex')}`, isPlatformAdmin],
    ),
  );
  return { id, name, email };
}

/** A signed-in platform admin who belongs to no organization, or to the one given, as MEMBER. */
export async function createPlatformAdmin(sql: Client, organizationId: string | null = null): Promise<TestPerson> {
  const user = await createUser(sql, { isPlatformAdmin: true });
  if (organizationId) await addMembership(sql, organizationId, user.id, 'MEMBER');
  return { ...user, tokenHash: await createSession(sql, user.id, organizationId) };
}

/** Adds a person to an organization. */
export async function addMembership(sql: Client, organizationId: string, userId: string, role: OrganizationRole) {
  await sql.query('insert into memberships (organization_id, user_id, role) values ($1, $2, $3)', [
    organizationId,
    userId,
    role,
  ]);
}

/** Signs a person in and returns the hash of the session's token. */
async function createSession(sql: Client, userId: string, organizationId: string | null): Promise<string> {
  const tokenHash = unknownTokenHash();
  await sql.query(
    `insert into sessions (token_hash, user_id, organization_id, expires_at)
     values ($1, $2, $3, now() + interval '30 days')`,
    [tokenHash, userId, organizationId],
  );
  return tokenHash;
}
