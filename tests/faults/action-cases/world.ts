import { randomBytes } from 'node:crypto';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { createToolPurchase } from '../../factories/purchases.ts';
import { only } from '../../factories/rows.ts';
import type { TestDatabase } from '../../setup/database.ts';
import type { PaymentProvider } from '../../setup/payment-provider.ts';
import { type Answer, createSignedInVisitor, type Visitor } from '../../setup/visitor.ts';

/** The world that the cases are made in. */
export interface World {
  database: TestDatabase;
  provider: PaymentProvider;
  /** Where the Worker is. */
  url: string;
  /** Somebody's password and its hash: hashing takes long. */
  password: string;
  passwordHash: string;
}

export type Fields = Record<string, string | string[]>;

/** A form ready to be sent, and how to see in the tables what became of it. */
export interface ActionCase {
  visitor: Visitor;
  address: string;
  fields: Fields;
  /** In a statement that only this action sends. Absent for an action that writes nothing. */
  match?: string;
  /** How often it has been done: 0 before, 1 after. By SQL, but for what is kept elsewhere. */
  countEffects: () => Promise<number>;
  /** Whether nothing counts as done when the database did it and the answer got lost: somebody has to get something, too. */
  needsAnswer?: boolean;
  /** For what no browser sends. */
  send?: () => Promise<Answer>;
}

export type Prepare = (world: World) => Promise<ActionCase>;

export const newPassword = 'quartz meadow lantern';
export const uniqueName = () => `Name ${randomBytes(6).toString('hex')}`;

export function signIn({ database, url }: World, { id }: { id: string }, organizationId: string | null) {
  return createSignedInVisitor(url, { sql: database.sql, personId: id, organizationId });
}

export async function signInAsPlatformAdmin(world: World) {
  return signIn(world, await createPlatformAdmin(world.database.sql), null);
}

/** A new organization and its owner, who is signed in. */
export async function startAsOwner(world: World) {
  const organization = await createOrganization(world.database.sql);
  return { organization, visitor: await signIn(world, organization.owner, organization.id) };
}

export const counting =
  ({ database }: World) =>
  (query: string, ...values: unknown[]) =>
  async () =>
    only(await database.sql.query<{ count: number }>(`select count(*)::integer as count from ${query}`, values)).count;

/** A purchase, counted. Returns its id. */
export async function own({ database }: World, organization: TestOrganization, toolId: string): Promise<string> {
  await database.sql.query('update marketplace_tools set purchase_count = purchase_count + 1 where id = $1', [toolId]);
  return createToolPurchase(database.sql, organization, toolId);
}
