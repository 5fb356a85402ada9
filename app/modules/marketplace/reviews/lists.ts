import type { reviewStatus } from '#db/schema/marketplace/reviews.ts';

export type ReviewStatus = (typeof reviewStatus.enumValues)[number];

export const reviewsPerPage = 10;
export const moderatedReviewsPerPage = 20;
/** Up to here the reviews of a moderators' tab are counted; beyond, "more than" is all they need. */
export const countedReviews = 500;

const highestPage = 10_000;

/** In which order the reviews of a tool can be read. */
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

/** Reads which reviews of a tool an address asks for; what means nothing is left out. */
export function parseReviewList(search: URLSearchParams): ReviewList {
  const order = search.get('sort') ?? '';
  return { order: isReviewOrder(order) ? order : 'newest', page: parsePage(search.get('page')) };
}

/** Where a page of the reviews of a tool is. */
export function reviewListAddress(slug: string, list: ReviewList): string {
  return `/tools/${slug}${reviewListSearch(list)}#reviews`;
}

/** The one way to ask for a page of the reviews: with its question mark, empty for the first page of the newest. */
export function reviewListSearch({ order, page }: ReviewList): string {
  const search = new URLSearchParams();
  if (order !== 'newest') search.append('sort', order);
  if (page > 1) search.append('page', String(page));
  return search.size > 0 ? `?${search}` : '';
}

/** The tabs of the moderators, in the order of their urgency. */
export const reviewQueueLabels = {
  PENDING: 'Pending',
  FLAGGED: 'Flagged',
  APPROVED: 'Approved',
  REJECTED: 'Rejected',
} as const satisfies Record<ReviewStatus, string>;

/** A page of the reviews to moderate: of one status, and of the tools whose names hold `query`. */
export interface ReviewQueue {
  status: ReviewStatus;
  query: string;
  page: number;
}

/** Reads which reviews to moderate an address asks for; what means nothing is left out. */
export function parseReviewQueue(search: URLSearchParams): ReviewQueue {
  const status = (search.get('status') ?? '').toUpperCase();
  // Postgres refuses NUL, and no other control character is worth searching for.
  const query = (search.get('q') ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return {
    status: isReviewStatus(status) ? status : 'PENDING',
    query: query.slice(0, 100),
    page: parsePage(search.get('page')),
  };
}

/** Where a page of the reviews to moderate is. */
export function reviewQueueAddress({ status, query, page }: ReviewQueue): string {
  const search = new URLSearchParams();
  if (status !== 'PENDING') search.append('status', status);
  if (query) search.append('q', query);
  if (page > 1) search.append('page', String(page));
  return search.size > 0 ? `/admin/reviews?${search}` : '/admin/reviews';
}

function isReviewOrder(text: string): text is ReviewOrder {
  return Object.hasOwn(reviewOrderLabels, text);
}

function isReviewStatus(text: string): text is ReviewStatus {
  return Object.hasOwn(reviewQueueLabels, text);
}

function parsePage(text: string | null): number {
  const page = Number(text);
  return text !== null && /^\d{1,5}$/.test(text) && page >= 1 && page <= highestPage ? page : 1;
}
