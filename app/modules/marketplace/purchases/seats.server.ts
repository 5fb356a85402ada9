import { and, asc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { memberships, toolSeats, users } from '#db/schema/index.ts';

/** The people of the organization who can hold a seat of a tool, and since when those who do have theirs. */
export function listSeats(handle: QueryHandle, slug: string) {
  return handle
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      assignedAt: toolSeats.assignedAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      toolSeats,
      and(
        eq(toolSeats.organizationId, memberships.organizationId),
        eq(toolSeats.userId, memberships.userId),
        eq(toolSeats.toolId, sql`app.find_tool(${slug})`),
      ),
    )
    .where(sql`${memberships.organizationId} = app.current_organization_id() and ${memberships.role} <> 'VIEWER'`)
    .orderBy(asc(users.name), asc(users.id));
}
