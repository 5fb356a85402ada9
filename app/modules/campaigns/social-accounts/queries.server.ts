import { asc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { socialAccounts, socialMediaPosts, users } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

const moment = (column: typeof socialAccounts.checkedAt) =>
  sql<string | null>`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** The accounts of the organization by name, without their credentials, each with how many posts wait for it. */
export function listAccounts(handle: QueryHandle) {
  return handle
    .select({
      id: socialAccounts.id,
      kind: socialAccounts.kind,
      platform: socialAccounts.platform,
      name: socialAccounts.name,
      server: socialAccounts.server,
      handle: socialAccounts.handle,
      maxCharacters: socialAccounts.maxCharacters,
      checkedAt: moment(socialAccounts.checkedAt),
      problem: socialAccounts.problem,
      person: users.name,
      waiting: sql<number>`(select count(*)::integer from ${socialMediaPosts} post
        where post.organization_id = ${socialAccounts.organizationId} and post.account_id = ${socialAccounts.id} and post.status = 'SCHEDULED')`,
    })
    .from(socialAccounts)
    .leftJoin(users, eq(users.id, socialAccounts.createdBy))
    .orderBy(inNameOrder(socialAccounts.name), asc(socialAccounts.id));
}
/** An account in the list. */
export type ListedAccount = Awaited<ReturnType<typeof listAccounts>>[number];

/** The account for those who do not keep it: the path of a webhook may be a key. */
export const withoutPath = (account: ListedAccount): ListedAccount => ({
  ...account,
  server: new URL(account.server).origin,
});

/** The accounts that a post can be published with. */
export function listAccountChoices(handle: QueryHandle) {
  return handle
    .select({
      id: socialAccounts.id,
      kind: socialAccounts.kind,
      platform: socialAccounts.platform,
      name: socialAccounts.name,
      maxCharacters: socialAccounts.maxCharacters,
    })
    .from(socialAccounts)
    .orderBy(inNameOrder(socialAccounts.name), asc(socialAccounts.id));
}
/** An account to choose. */
export type AccountChoice = Awaited<ReturnType<typeof listAccountChoices>>[number];
