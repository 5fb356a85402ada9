import { everybody, type FactsByRoute, people, workers } from './facts.ts';

export const campaignFormsPages = {
  'campaigns.contacts.forms._index.tsx': { address: '/campaigns/contacts/forms', may: people, statements: 3 },
  'campaigns.contacts.forms.new.tsx': { address: '/campaigns/contacts/forms/new', may: workers, statements: 3 },
  'campaigns.contacts.forms.$formId.tsx': {
    address: '/campaigns/contacts/forms/:signupForm',
    may: people,
    statements: 5,
    html: 30_000,
  },
  // Every time zone is an option, and every domain has its records.
  'campaigns.settings.tsx': { address: '/campaigns/settings', may: people, statements: 4, html: 90_000 },
  'campaigns.content._index.tsx': {
    address: '/campaigns/content',
    also: [
      '/campaigns/content?status=ARCHIVED',
      '/campaigns/content?before=2026-01-01T00%3A00%3A00.000000Z_00000000-0000-4000-8000-000000000000',
    ],
    may: people,
    statements: 3,
    html: 40_000,
  },
  'campaigns.content.new.tsx': { address: '/campaigns/content/new', may: workers, statements: 3 },
  'campaigns.content.$contentId.tsx': {
    address: '/campaigns/content/:content',
    also: ['/campaigns/content/:archivedContent'],
    may: people,
    statements: 4,
    html: 30_000,
  },
  // Whoever has the form's address signs up, from wherever they are.
  'f.$organizationSlug.$formSlug.tsx': {
    address: '/f/:organizationSlug/:signupFormSlug',
    also: ['/f/:organizationSlug/:signupFormSlug?sent'],
    may: everybody,
    statements: 2,
    actsFor: 'person',
    takesFromElsewhere: true,
  },
  'f.confirm.$token.tsx': {
    address: '/f/confirm/:confirmedSignup',
    also: ['/f/confirm/:openSignup', '/f/confirm/:expiredSignup'],
    may: everybody,
    statements: 2,
    badForm: 'not read',
    actsFor: 'person',
  },
  'c.$organizationSlug.$slug.tsx': {
    address: '/c/:organizationSlug/:publishedSlug',
    may: everybody,
    statements: 2,
    isPublic: true,
  },
  'c.$organizationSlug.feed[.]xml.ts': {
    address: '/c/:organizationSlug/feed.xml',
    may: everybody,
    type: 'application/rss+xml',
    statements: 2,
  },
} as const satisfies FactsByRoute;
