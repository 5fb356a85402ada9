import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { memberships, taxReaders, users } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

/** The ADMINs and VIEWERs of the organization, and whether an OWNER lets each see the taxes. */
export function listPossibleReaders(handle: QueryHandle) {
  return handle
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      isNamed: sql<boolean>`${taxReaders.userId} is not null`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      taxReaders,
      and(eq(taxReaders.organizationId, memberships.organizationId), eq(taxReaders.userId, memberships.userId)),
    )
    .where(inArray(memberships.role, ['ADMIN', 'VIEWER']))
    .orderBy(inNameOrder(users.name), asc(users.id));
}

export type PossibleReader = Awaited<ReturnType<typeof listPossibleReaders>>[number];
