import { type FactsByRoute, people, workers } from './facts.ts';

export const campaignPlansPages = {
  // A calendar of six weeks, and a list with its filters.
  'campaigns._index.tsx': {
    address: '/campaigns',
    also: [
      '/campaigns?status=ACTIVE&type=EMAIL_MARKETING&tag=spring&q=open',
      '/campaigns?archived=yes',
      '/campaigns?q=zzzzzz',
      '/campaigns?before=2026-01-01T00%3A00%3A00.000000Z_00000000-0000-4000-8000-000000000000',
    ],
    may: people,
    statements: 8,
    html: 60_000,
  },
  'campaigns.new.tsx': { address: '/campaigns/new', may: workers, statements: 2 },
  // Its emails, posts, content, costs and results, each with the form that adds one, and its audit trail.
  'campaigns.$slug.tsx': {
    address: '/campaigns/:campaign',
    also: [
      '/campaigns/:emptyCampaign',
      '/campaigns/:campaign?entries=2025-01-01_00000000-0000-4000-8000-000000000000',
      '/campaigns/:campaign?url=https%3A%2F%2Fexample.org&source=flyer&medium=print',
      '/campaigns/:campaign?url=example&source=',
    ],
    may: people,
    statements: 9,
    html: 60_000,
  },
  // All time zones to choose from.
  'campaigns.repeats.$kind.$id.tsx': {
    address: '/campaigns/repeats/email/:repeatedEmail',
    also: ['/campaigns/repeats/post/:unrepeatedPost', '/campaigns/repeats/email/:repeatCopy'],
    may: people,
    statements: 6,
    html: 70_000,
  },
} as const satisfies FactsByRoute;
