import { and, eq, inArray, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import * as schema from '../../schema/index.ts';
import { demoOrganizations } from '../accounts/demo.ts';
import { addDays, type Day, dayOf, noonOf } from '../days.ts';
import { createRandom } from '../random.ts';

type Transaction = Parameters<Parameters<NodePgDatabase<typeof schema>['transaction']>[0]>[0];

const days = 90;

/**
 * Gives the people of the demo organizations seats, and the tools they own and can open three months of use, unless
 * there is some. Every run makes the same use, except for the day it starts from.
 * @returns whether anything was added
 */
export async function seedUsage(transaction: Transaction, today = dayOf(new Date())): Promise<boolean> {
  let added = false;
  const slugs = demoOrganizations.map(({ slug }) => slug);
  const organizations = await transaction
    .select({ id: schema.organizations.id, slug: schema.organizations.slug })
    .from(schema.organizations)
    .where(inArray(schema.organizations.slug, slugs));
  for (const organization of organizations) {
    const isUsed = eq(schema.toolUsageDaily.organizationId, organization.id);
    if (await transaction.$count(schema.toolUsageDaily, isUsed)) continue;
    const tools = await transaction
      .select({ id: schema.marketplaceTools.id, slug: schema.marketplaceTools.slug })
      .from(schema.marketplaceTools)
      .where(
        sql`${schema.marketplaceTools.id} in (select app.owned_tool_ids(${organization.id})) and app.tool_address(${schema.marketplaceTools.id}) is not null`,
      );
    if (tools.length === 0) continue;
    await seedSeats(transaction, organization.id);
    for (const tool of tools) {
      const usage = makeUsage(`${organization.slug} ${tool.slug}`, today);
      await transaction
        .insert(schema.toolUsageDaily)
        .values(usage.map((row) => ({ ...row, organizationId: organization.id, toolId: tool.id })));
      await transaction
        .update(schema.toolPurchases)
        .set({
          usageCount: usage.reduce((sum, { opens }) => sum + opens, 0),
          firstUsedAt: noonOf(usage[0]?.day ?? today),
          lastUsed: noonOf(usage.at(-1)?.day ?? today),
        })
        .where(and(eq(schema.toolPurchases.organizationId, organization.id), eq(schema.toolPurchases.toolId, tool.id)));
    }
    added = true;
  }
  return added;
}

// Everybody who can hold a seat gets one: no demo organization has more people than the smallest number of seats.
async function seedSeats(transaction: Transaction, organizationId: string) {
  await transaction.execute(sql`
    insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
    select member.organization_id, tool.id, member.user_id, owner.user_id
    from memberships member
    join memberships owner on owner.organization_id = member.organization_id and owner.role = 'OWNER'
    join marketplace_tools tool on tool.seats_included is not null
      and tool.id in (select app.owned_tool_ids(member.organization_id))
    where member.organization_id = ${organizationId} and member.role <> 'VIEWER'`);
}

/** Use that grows slowly from week to week, low on weekends, with an occasional day without any. */
function makeUsage(seed: string, today: Day): { day: Day; opens: number }[] {
  const random = createRandom(seed);
  const busy = random.number(3, 9);
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(today, index - days + 1);
    const isWeekend = [0, 6].includes(noonOf(day).getUTCDay());
    const growth = 0.5 + (0.5 * index) / days;
    return { day, opens: Math.round(busy * growth * random.number(0.5, 1.5) * (isWeekend ? 0.2 : 1)) };
  }).filter(({ opens }) => opens > 0);
}
