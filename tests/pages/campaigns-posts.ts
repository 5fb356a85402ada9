import { type FactsByRoute, people } from './facts.ts';

export const campaignPostsPages = {
  // Six weeks of days, each of them named in full for those who hear it.
  'campaigns.posts._index.tsx': {
    address: '/campaigns/posts?date=2026-03-05',
    also: [
      '/campaigns/posts',
      '/campaigns/posts?view=week&date=2026-03-05',
      '/campaigns/posts?view=list&date=2026-03-05',
      '/campaigns/posts?view=list&date=2031-03-05',
      '/campaigns/posts?view=year&date=2026-02-31',
    ],
    may: people,
    statements: 6,
    html: 60_000,
  },
  // The form, its text once more as it is published, and how long it is on nine platforms.
  'campaigns.posts.$postId.tsx': {
    formBytes: 300_000,
    address: '/campaigns/posts/:post',
    also: ['/campaigns/posts/:duePost'],
    may: people,
    statements: 6,
    html: 40_000,
  },
  'campaigns.accounts.tsx': { address: '/campaigns/accounts', may: people, statements: 3 },
} as const satisfies FactsByRoute;
