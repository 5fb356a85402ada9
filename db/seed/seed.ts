import { eq, sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { choosePassword } from '../../app/services/password.server.ts';
import { createToken, hashToken } from '../../app/services/tokens.server.ts';
import { currentDatabaseUrls } from '../local/connection.ts';
import { isMainModule } from '../main-module.ts';
import * as schema from '../schema/index.ts';
import {
  demoInvoiceLimit,
  demoOrganizations,
  demoPassword,
  demoPlatformAdmin,
  demoSecondPerson,
  demoSeller,
} from './accounts/demo.ts';
import { catalogBundles, catalogTools, listPriceInCents } from './marketplace/catalog.ts';
import { seedModulePictures } from './marketplace/module-pictures.ts';
import { seedDemoReviews } from './marketplace/reviews.ts';
import { seedUsage } from './marketplace/usage.ts';
import { seedModules } from './seed-modules.ts';

type Transaction = Parameters<Parameters<NodePgDatabase<typeof schema>['transaction']>[0]>[0];

/**
 * Fills an empty database with the catalog. For trying it, demo people come too, with a year of data in the modules and three
 * months of use. Writes all of it or nothing, and nothing that exists already.
 * @param ownerUrl  connection string of the role that owns the tables
 * @param options.demo  true adds people and organizations to try it with; never in production
 */
export async function seedDatabase(ownerUrl: string, { demo = true } = {}): Promise<{ seeded: boolean }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await drizzle(client, { schema }).transaction(async (transaction) => {
      // Two starts at once: the second waits here and then finds the catalog.
      await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended('seed', 0))`);
      const isEmpty = (await transaction.$count(schema.marketplaceTools)) === 0;
      if (isEmpty) {
        await seedCatalog(transaction);
        if (demo) {
          await seedDemoPeople(transaction);
          await seedDemoPurchases(transaction);
          await seedDemoReviews(transaction);
        }
      }
      // Each looks for itself: the database may be older. Who uses a module has a seat.
      const hasNewPictures = await seedModulePictures(transaction);
      const hasNewPerson = demo && (await seedSecondPerson(transaction));
      const hasNewUsage = demo && (await seedUsage(transaction));
      const hasNewModuleData = demo && (await seedModules(transaction));
      return { seeded: isEmpty || hasNewPictures || hasNewPerson || hasNewModuleData || hasNewUsage };
    });
  } finally {
    await client.end();
  }
}

async function seedCatalog(transaction: Transaction) {
  const tools = await transaction
    .insert(schema.marketplaceTools)
    .values(
      catalogTools.map((tool) => ({
        ...tool,
        price: listPriceInCents(tool),
        tags: [...tool.tags],
        features: [...tool.features],
        capabilities: [...tool.capabilities],
        integrations: [...tool.integrations],
      })),
    )
    .returning({ id: schema.marketplaceTools.id, slug: schema.marketplaceTools.slug });
  const toolIds = new Map(tools.map((tool) => [tool.slug, tool.id]));
  const prices = new Map(catalogTools.map((tool) => [tool.slug, listPriceInCents(tool)]));

  for (const { toolSlugs, discountPercent, ...bundle } of catalogBundles) {
    const sum = toolSlugs.reduce((total, slug) => total + (prices.get(slug) ?? 0), 0);
    const [inserted] = await transaction
      .insert(schema.toolBundles)
      .values({ ...bundle, status: 'ACTIVE', bundlePrice: Math.round((sum * (100 - discountPercent)) / 100) })
      .returning({ id: schema.toolBundles.id });
    await transaction.insert(schema.bundleTools).values(
      toolSlugs.map((slug, position) => {
        const toolId = toolIds.get(slug);
        if (!inserted || !toolId) throw new Error(`The bundle ${bundle.slug} holds ${slug}, which the catalog lacks.`);
        return { bundleId: inserted.id, toolId, position };
      }),
    );
  }
}

/** Where the invoices of a demo organization go. */
const demoBillingEmail = (slug: string) => `billing@${slug}.test`;

/** The columns of an account that all demo people have in common. */
async function makeDemoAccount() {
  const { salt, key } = await choosePassword(demoPassword);
  return { passwordSalt: salt, passwordCheck: hashToken(key), emailConfirmedAt: new Date(), isDemo: true };
}

async function seedPlatformPerson(
  transaction: Transaction,
  person: typeof schema.users.$inferInsert,
  roles: readonly schema.PlatformRole[],
) {
  const [made] = await transaction.insert(schema.users).values(person).returning({ id: schema.users.id });
  if (made) await transaction.insert(schema.platformRoles).values(roles.map((role) => ({ userId: made.id, role })));
}

async function seedSecondPerson(transaction: Transaction): Promise<boolean> {
  const isThere = eq(schema.users.email, demoSecondPerson.email);
  if ((await transaction.$count(schema.users, isThere)) > 0) return false;
  await seedPlatformPerson(transaction, { ...demoSecondPerson, ...(await makeDemoAccount()) }, ['BILLING']);
  return true;
}

async function seedDemoPeople(transaction: Transaction) {
  const account = await makeDemoAccount();
  await transaction.update(schema.platformSettings).set(demoSeller);
  await seedPlatformPerson(transaction, { ...demoPlatformAdmin, ...account }, schema.platformRole.enumValues);
  for (const { name, slug, tier, people } of demoOrganizations) {
    const [organization] = await transaction
      .insert(schema.organizations)
      .values({ name, slug, subscriptionTier: tier, invoiceLimit: demoInvoiceLimit })
      .returning({ id: schema.organizations.id });
    if (organization) {
      // Its invoices go out without a question. Nobody has the link of this one.
      await transaction.insert(schema.billingEmails).values({
        organizationId: organization.id,
        email: demoBillingEmail(slug),
        tokenHash: hashToken(createToken()),
        confirmedAt: new Date(),
      });
    }
    for (const person of people) {
      const [user] = await transaction
        .insert(schema.users)
        .values({ email: person.email, name: person.name, ...account })
        .returning({ id: schema.users.id });
      if (organization && user) {
        await transaction
          .insert(schema.memberships)
          .values({ organizationId: organization.id, userId: user.id, role: person.role });
      }
    }
  }
}

// The demo buys like everybody: through the cart and the checkout, with all their rules.
async function seedDemoPurchases(transaction: Transaction) {
  for (const { slug, name, bought } of demoOrganizations) {
    await transaction.execute(sql`
      select app.set_viewer(user_id, organization_id, role::text, false)
      from memberships join organizations on organizations.id = organization_id
      where slug = ${slug} and role = 'OWNER'`);
    for (const tool of bought.tools) {
      await transaction.execute(
        sql`select app.add_to_cart('TOOL', (select id from marketplace_tools where slug = ${tool}))`,
      );
    }
    for (const bundle of bought.bundles) {
      await transaction.execute(
        sql`select app.add_to_cart('BUNDLE', (select id from tool_bundles where slug = ${bundle}))`,
      );
    }
    const billing = JSON.stringify({
      name,
      email: demoBillingEmail(slug),
      street: '1 Demo Street',
      city: 'Springfield',
      state: 'IL',
      postalCode: '62701',
      country: 'US',
    });
    const { rows } = await transaction.execute(
      sql`select outcome from app.place_order(gen_random_uuid(), app.show_cart(), 'INVOICE', null, ${billing}::jsonb)`,
    );
    if (rows[0]?.outcome !== 'PLACED') throw new Error(`The demo order of ${name} was not placed: ${rows[0]?.outcome}`);
  }
  await transaction.execute(sql`select app.set_viewer(null, null, null, false)`);
}

// `npm run db:seed`: the catalog alone, for a new production database. `npm start` seeds the local one by itself.
if (isMainModule(import.meta.url)) {
  const { ownerUrl } = await currentDatabaseUrls();
  const { seeded } = await seedDatabase(ownerUrl, { demo: false });
  console.log(seeded ? 'The catalog is in the database.' : 'There is a catalog already: nothing was changed.');
}
