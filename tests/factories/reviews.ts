import type { Client } from 'pg';
import type { TestOrganization } from './organizations.ts';
import { only } from './rows.ts';

export type ReviewStatus = 'PENDING' | 'APPROVED' | 'REJECTED' | 'FLAGGED';

/** A review of the tool, by the organization's MEMBER unless told otherwise, in whatever state. Returns its id. */
export async function createReview(
  sql: Client,
  organization: TestOrganization,
  toolId: string,
  {
    reviewerId = organization.member.id,
    rating = 4,
    status = 'PENDING',
    createdAt = new Date(),
  }: { reviewerId?: string; rating?: number; status?: ReviewStatus; createdAt?: Date } = {},
): Promise<string> {
  const { id } = only(
    await sql.query<{ id: string }>(
      `insert into tool_reviews (organization_id, tool_id, reviewer_id, rating, title, review, status, created_at)
       values ($1, $2, $3, $4, 'Title', 'A review of a test.', $5, $6) returning id`,
      [organization.id, toolId, reviewerId, rating, status, createdAt],
    ),
  );
  return id;
}

/** The rating and the count that are kept of a tool's reviews. */
export async function ratingOf(sql: Client, toolId: string): Promise<{ rating: number | null; count: number }> {
  return only(
    await sql.query<{ rating: number | null; count: number }>(
      'select rating::float8 as rating, review_count as count from marketplace_tools where id = $1',
      [toolId],
    ),
  );
}

const halfLife = 365 * 24 * 60 * 60 * 1000;

/** The recency-weighted average as the formula says it, with ages counted back from `now`. Null without reviews. */
export function weightedAverage(reviews: readonly { rating: number; createdAt: Date }[], now: Date): number | null {
  if (reviews.length === 0) return null;
  const weigh = ({ createdAt }: { createdAt: Date }) => 0.5 ** ((now.getTime() - createdAt.getTime()) / halfLife);
  const total = reviews.reduce((sum, review) => sum + weigh(review), 0);
  return reviews.reduce((sum, review) => sum + review.rating * weigh(review), 0) / total;
}
