import { asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools, platformReviews, publishedReviews } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import {
  countedReviews,
  moderatedReviewsPerPage,
  type ReviewColumn,
  type ReviewList,
  type ReviewOrder,
  type ReviewQueue,
  type ReviewStatus,
  reviewsPerPage,
} from './lists.ts';

const orders: Record<ReviewOrder, SQL[]> = {
  newest: [],
  highest: [desc(publishedReviews.rating)],
  lowest: [asc(publishedReviews.rating)],
};

/** A page of the approved reviews of a tool; among those of one rating the newest first. */
export function listReviews(handle: QueryHandle, slug: string, { order, page }: ReviewList) {
  return handle
    .select({
      id: publishedReviews.id,
      rating: publishedReviews.rating,
      title: publishedReviews.title,
      review: publishedReviews.review,
      vendorReply: publishedReviews.vendorReply,
      createdAt: publishedReviews.createdAt,
      firstName: publishedReviews.firstName,
      verifiedPurchase: publishedReviews.verifiedPurchase,
    })
    .from(publishedReviews)
    .where(
      sql`${publishedReviews.id} = any (array(
        select app.published_review_page(${slug}, ${order}, ${reviewsPerPage}, ${(page - 1) * reviewsPerPage})))`,
    )
    .orderBy(...orders[order], desc(publishedReviews.createdAt), desc(publishedReviews.id));
}

/** How many approved reviews gave a tool each rating. */
export function countRatings(handle: QueryHandle, slug: string) {
  return callFunction(handle, 'count_ratings', { toolSlug: slug });
}

/** The viewer's own review of a tool, published or not. */
export function findOwnReview(handle: QueryHandle, slug: string) {
  return callFunction(handle, 'find_own_review', { toolSlug: slug });
}

/** A published review and the tool it is about. */
export function findPublishedReview(handle: QueryHandle, id: string) {
  return handle
    .select({
      rating: publishedReviews.rating,
      title: publishedReviews.title,
      review: publishedReviews.review,
      firstName: publishedReviews.firstName,
      createdAt: publishedReviews.createdAt,
      toolSlug: marketplaceTools.slug,
      toolName: marketplaceTools.name,
    })
    .from(publishedReviews)
    .innerJoin(marketplaceTools, eq(marketplaceTools.id, publishedReviews.toolId))
    .where(eq(publishedReviews.id, id));
}

// Further ones come into order as these are decided: sorting all reviews of a tab would read all there are.
const sortedReviews = countedReviews;

const sortedBy: Readonly<Record<ReviewColumn, AnyPgColumn | SQL>> = {
  waiting: platformReviews.queuedAt,
  rating: platformReviews.rating,
  tool: inNameOrder(platformReviews.toolName),
  written: platformReviews.createdAt,
};

/**
 * A page of the reviews to moderate: what waits, the longest waiting first; what was decided, the latest first. Sorted otherwise, it
 * is a page of the first 500 of them.
 */
export function listReviewsToModerate(handle: QueryHandle, { status, query, page, sort }: ReviewQueue) {
  const offset = (page - 1) * moderatedReviewsPerPage;
  const isUsual = sort.column === 'waiting' && sort.direction === 'asc';
  const isDecided = status === 'APPROVED' || status === 'REJECTED';
  const [limit, skipped] = isUsual ? [moderatedReviewsPerPage, offset] : [sortedReviews, 0];
  // "Longest waiting first" is the latest first where nothing waits any more.
  const turned = sort.column === 'waiting' && isDecided;
  const sorted = (sort.direction === 'asc') !== turned ? asc : desc;
  return handle
    .select()
    .from(platformReviews)
    .where(sql`${platformReviews.id} = any (array(select app.review_queue(${status}, ${query}, ${limit}, ${skipped})))`)
    .orderBy(sorted(sortedBy[sort.column]), sorted(platformReviews.id))
    .limit(moderatedReviewsPerPage)
    .offset(isUsual ? 0 : offset);
}

/** The reviews with these ids, as those who moderate see them; of one tool after the other. */
export function listChosenReviews(handle: QueryHandle, ids: readonly string[]) {
  return handle
    .select()
    .from(platformReviews)
    .where(sql`${platformReviews.id} = any (${sql.param([...ids])}::uuid[])`)
    .orderBy(inNameOrder(platformReviews.toolName), asc(platformReviews.id));
}

/** A review as those who moderate see it. */
export type ReviewToModerate = Awaited<ReturnType<typeof listReviewsToModerate>>[number];

/** How many reviews each tab of the moderators holds, `countedReviews` + 1 at most. */
export function countReviewsToModerate(handle: QueryHandle, query: string) {
  const count = (status: ReviewStatus) => sql`
    select ${status}::review_status as status, count(*)::integer as count
    from app.review_queue(${status}, ${query}, ${countedReviews + 1}, 0)`;
  return handle.select({ status: sql<ReviewStatus>`status`, count: sql<number>`count` }).from(
    sql`(${count('PENDING')} union all ${count('FLAGGED')} union all ${count('APPROVED')}
      union all ${count('REJECTED')}) counts`,
  );
}
