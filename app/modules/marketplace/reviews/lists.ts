import type { reviewStatus } from '#db/schema/marketplace/reviews.ts';
import { readSort, type Sort, type SortColumns, writeSort } from '~/components/ui/sorting.ts';
import { readKey, readPage, readSearchText, writeAddress } from '~/utils/addresses.ts';

export type ReviewStatus = (typeof reviewStatus.enumValues)[number];

export const reviewsPerPage = 10;
export const moderatedReviewsPerPage = 20;
/** The most reviews of a moderators' tab that are counted; beyond, "more than" is enough. */
export const countedReviews = 500;

/** The orders in which people can read the reviews of a tool. */
export const reviewOrderLabels = {
  newest: 'Newest',
  highest: 'Highest rating',
  lowest: 'Lowest rating',
} as const;
export type ReviewOrder = keyof typeof reviewOrderLabels;

/** A page of the reviews of a tool. */
export interface ReviewList {
  order: ReviewOrder;
  page: number;
}

/** Reads from an address which reviews of a tool to show. Leaves values without a meaning out. */
export function parseReviewList(search: URLSearchParams): ReviewList {
  return {
    order: readKey(reviewOrderLabels, search.get('sort')) ?? 'newest',
    page: readPage(search.get('page')) ?? 1,
  };
}

/** The address of a page of a tool's reviews. */
export function reviewListAddress(slug: string, list: ReviewList): string {
  return `${reviewedToolAddress(`/tools/${slug}`, list)}#reviews`;
}

/** The one address of a tool's page with a page of its reviews: nothing is added for the first page of the newest. */
export function reviewedToolAddress(path: string, { order, page }: ReviewList): string {
  return writeAddress(path, { sort: order !== 'newest' && order, page: page > 1 && page });
}

/** The tabs of the moderators, in the order of their urgency. */
export const reviewQueueLabels = {
  PENDING: 'Pending',
  FLAGGED: 'Flagged',
  APPROVED: 'Approved',
  REJECTED: 'Rejected',
} as const satisfies Record<ReviewStatus, string>;

export type ReviewColumn = 'waiting' | 'rating' | 'tool' | 'written';

/** What the reviews to moderate are sorted by. Those that wait longest come first, of decided ones the latest. */
export const reviewColumns: SortColumns<ReviewColumn> = { waiting: 'asc', rating: 'asc', tool: 'asc', written: 'desc' };

/** A page of the reviews to moderate: of one status, and of the tools whose names hold `query`. */
export interface ReviewQueue {
  status: ReviewStatus;
  query: string;
  page: number;
  sort: Sort<ReviewColumn>;
}

/** Reads from an address which reviews to moderate. Leaves values without a meaning out. */
export function parseReviewQueue(search: URLSearchParams): ReviewQueue {
  return {
    status: readKey(reviewQueueLabels, search.get('status')?.toUpperCase()) ?? 'PENDING',
    query: readSearchText(search.get('q')),
    page: readPage(search.get('page')) ?? 1,
    sort: readSort(reviewColumns, search.get('sort'), 'waiting'),
  };
}

/** The address of a page of the reviews to moderate. */
export function reviewQueueAddress({ status, query, page, sort }: ReviewQueue): string {
  return writeAddress('/admin/reviews', {
    status: status !== 'PENDING' && status,
    q: query,
    sort: writeSort(reviewColumns, sort, 'waiting'),
    page: page > 1 && page,
  });
}
