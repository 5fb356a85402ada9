import type { Client } from 'pg';
import { fillCart } from './carts.ts';
import { createBundle, createTool, createTools, type TestBundle, type TestTool } from './catalog.ts';
import { createOrganization, type TestOrganization } from './organizations.ts';

/** An organization and what its OWNER has in the cart. */
export interface TestBuyer {
  organization: TestOrganization;
  tool: TestTool;
  bundle: TestBundle;
  /** The tools of the bundle. */
  inBundle: TestTool[];
}

/** An organization of the tier GROWTH whose OWNER has a tool, and a bundle of two others, in the cart. */
export async function createBuyer(sql: Client): Promise<TestBuyer> {
  const organization = await createOrganization(sql, { tier: 'GROWTH' });
  const tool = await createTool(sql, { price: 10_000 });
  const inBundle = await createTools(sql, 2, { price: 20_000 });
  const bundle = await createBundle(sql, inBundle, { price: 30_000 });
  await fillCart(sql, organization.id, organization.owner.id, { tools: [tool], bundles: [bundle] });
  return { organization, tool, bundle, inBundle };
}
