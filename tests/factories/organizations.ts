import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { only } from './rows.ts';

export const organizationRoles = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const;
export type OrganizationRole = (typeof organizationRoles)[number];

/** Lowest first. */
export const subscriptionTiers = ['FREE', 'CUSTOM', 'STARTER', 'GROWTH', 'ELITE', 'ENTERPRISE'] as const;
export type SubscriptionTier = (typeof subscriptionTiers)[number];

export const allPlatformRoles = ['CATALOG', 'BILLING', 'SUPPORT', 'AUDITOR', 'SUPERADMIN'] as const;
export type PlatformRole = (typeof allPlatformRoles)[number];

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
 * An organization with one signed-in person of every role, each with a confirmed address. It may owe a million dollars unless told
 * otherwise: null for what a new organization may. The address that tests give for invoices takes them.
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
  await acceptInvoices(sql, id, 'billing@people.test');
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

/** Lets an address get the invoices of an organization, as if somebody there had said so. */
export async function acceptInvoices(sql: Client, organizationId: string, email: string): Promise<void> {
  await sql.query(
    'insert into billing_emails (organization_id, email, token_hash, confirmed_at) values ($1, lower($2), $3, now())',
    [organizationId, email, unknownTokenHash()],
  );
}

/** Confirms the address of somebody who signed up through the page. */
export async function confirmAddress(sql: Client, email: string): Promise<void> {
  await sql.query('update users set email_confirmed_at = now() where lower(email) = lower($1)', [email]);
}

/** A person with an account and a confirmed address, and without organization or session. */
export async function createUser(
  sql: Client,
  { platformRoles = [], isConfirmed = true }: { platformRoles?: readonly PlatformRole[]; isConfirmed?: boolean } = {},
): Promise<Omit<TestPerson, 'tokenHash'>> {
  const name = `Person${randomBytes(6).toString('hex')} Tester`;
  const email = `${randomBytes(6).toString('hex')}@people.test`;
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into users (name, email, password_salt, password_check, email_confirmed_at)
       values ($1, $2, 'scrypt$16384$8$5$' || $3, $4, case when $5 then now() end) returning id`,
      [name, email, randomBytes(16).toString('base64'), unknownTokenHash(), isConfirmed],
    ),
  );
  await givePlatformRoles(sql, id, platformRoles);
  return { id, name, email };
}

/** Gives a person roles of the platform, and lets them work with these without a second factor. */
export async function givePlatformRoles(sql: Client, userId: string, roles: readonly PlatformRole[]) {
  if (roles.length === 0) return;
  await sql.query('insert into platform_roles (user_id, role) select $1, role from unnest($2::platform_role[]) role', [
    userId,
    roles,
  ]);
  await sql.query('update users set is_demo = true where id = $1', [userId]);
}

/**
 * A signed-in person of the platform who belongs to no organization, or to the one given, as MEMBER. They have all roles unless
 * told otherwise: SUPERADMIN alone implies no other.
 */
export async function createPlatformAdmin(
  sql: Client,
  organizationId: string | null = null,
  roles: readonly PlatformRole[] = allPlatformRoles,
): Promise<TestPerson> {
  const user = await createUser(sql, { platformRoles: roles });
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

/** Begins a request of somebody who has just shown once more who they are, in the transaction that is open. */
export async function startProved(sql: Client, { tokenHash }: TestPerson) {
  await sql.query('update sessions set proved_at = now() where token_hash = $1', [tokenHash]);
  await sql.query('select app.begin_request($1, false)', [tokenHash]);
}

/** Signs a person in, as if they had just typed their password, and returns the hash of the session's token. */
async function createSession(sql: Client, userId: string, organizationId: string | null): Promise<string> {
  const tokenHash = unknownTokenHash();
  await sql.query(
    `insert into sessions (token_hash, user_id, organization_id, proved_at, expires_at)
     values ($1, $2, $3, now(), now() + interval '30 days')`,
    [tokenHash, userId, organizationId],
  );
  return tokenHash;
}
