import { desc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { platformUpgradeRequests, upgradeRequests, users } from '#db/schema/index.ts';

/** The newest upgrade that the viewer's organization asked for, whatever became of it; no row below ADMIN. */
export function findLatestUpgrade(handle: QueryHandle) {
  return handle
    .select({
      id: upgradeRequests.id,
      askedTier: upgradeRequests.askedTier,
      reason: upgradeRequests.reason,
      status: upgradeRequests.status,
      /** Null once they have left the organization. */
      requester: users.name,
      createdAt: upgradeRequests.createdAt,
      decidedAt: upgradeRequests.decidedAt,
      note: upgradeRequests.decisionNote,
    })
    .from(upgradeRequests)
    .leftJoin(users, eq(users.id, upgradeRequests.requesterId))
    .orderBy(desc(upgradeRequests.createdAt))
    .limit(1);
}

/** An upgrade as the organization that asked for it sees it. */
export type OwnUpgrade = Awaited<ReturnType<typeof findLatestUpgrade>>[number];

export const upgradesAtOnce = 100;

/** Upgrades that organizations asked for: those that wait first, then the newest; nothing but for SUPPORT, BILLING and AUDITOR. */
export function listUpgrades(handle: QueryHandle) {
  return handle
    .select()
    .from(platformUpgradeRequests)
    .orderBy(desc(sql`${platformUpgradeRequests.status} = 'PENDING'`), desc(platformUpgradeRequests.createdAt))
    .limit(upgradesAtOnce);
}

/** An upgrade as the platform sees it. */
export type Upgrade = Awaited<ReturnType<typeof listUpgrades>>[number];
