import { desc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools, publishedReviews } from '#db/schema/index.ts';

/** The newest published reviews, of whatever tool and whatever rating: nobody chooses them. */
export function listLatestReviews(handle: QueryHandle, limit: number) {
  return handle
    .select({
      id: publishedReviews.id,
      rating: publishedReviews.rating,
      title: publishedReviews.title,
      review: publishedReviews.review,
      firstName: publishedReviews.firstName,
      createdAt: publishedReviews.createdAt,
      toolName: marketplaceTools.name,
      toolSlug: marketplaceTools.slug,
    })
    .from(publishedReviews)
    .innerJoin(marketplaceTools, eq(marketplaceTools.id, publishedReviews.toolId))
    .where(sql`${publishedReviews.id} = any (array(select app.latest_review_page(${limit})))`)
    .orderBy(desc(publishedReviews.createdAt), desc(publishedReviews.id));
}
