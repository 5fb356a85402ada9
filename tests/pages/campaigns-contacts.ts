import { type FactsByRoute, managers, people, workers } from './facts.ts';

const place = '2026-01-01T00%3A00%3A00.000000Z_00000000-0000-4000-8000-000000000000';
const id = '00000000-0000-4000-8000-000000000000';

export const campaignContactsPages = {
  'campaigns.contacts._index.tsx': {
    address: '/campaigns/contacts',
    also: [
      '/campaigns/contacts?q=zzzzzz',
      '/campaigns/contacts?q=p&list=:contactList&tag=buyer&status=NO_CONSENT',
      `/campaigns/contacts?status=SUPPRESSED&after=2026-01-01T00%3A00%3A00.000000Z&id=${id}`,
      `/campaigns/contacts?q=a&after=a&id=${id}`,
    ],
    may: people,
    statements: 5,
    html: 45_000,
  },
  'campaigns.contacts.new.tsx': { address: '/campaigns/contacts/new', may: workers, statements: 4, html: 35_000 },
  // Its details, lists, consents, messages and events, with a form each for those that have one.
  'campaigns.contacts.$contactId.tsx': {
    address: '/campaigns/contacts/:contact',
    also: [`/campaigns/contacts/:contact?before=${place}`],
    may: people,
    statements: 8,
    html: 50_000,
  },
  'campaigns.contacts.$contactId_.data[.]json.ts': {
    address: '/campaigns/contacts/:contact/data.json',
    may: people,
    type: 'application/json',
    statements: 3,
  },
  'campaigns.contacts.export[.]csv.ts': {
    address: '/campaigns/contacts/export.csv',
    may: people,
    leadsTo: '/campaigns/contacts',
    statements: 2,
    badForm: 'not read',
  },
  'campaigns.contacts.import._index.tsx': {
    address: '/campaigns/contacts/import',
    also: [`/campaigns/contacts/import?before=${place}`],
    may: managers,
    statements: 3,
  },
  'campaigns.contacts.import.$importId.tsx': {
    address: '/campaigns/contacts/import/:contactImport',
    also: ['/campaigns/contacts/import/:contactUpload'],
    may: managers,
    statements: 5,
    html: 40_000,
  },
  'campaigns.contacts.import.$importId_.refused[.]csv.ts': {
    address: '/campaigns/contacts/import/:contactImport/refused.csv',
    may: managers,
    type: 'text/csv',
    statements: 4,
  },
  'campaigns.contacts.lists._index.tsx': {
    address: '/campaigns/contacts/lists',
    also: ['/campaigns/contacts/lists?after=zzzzzz'],
    may: people,
    statements: 3,
    html: 30_000,
  },
  'campaigns.contacts.lists.$listId.tsx': {
    address: '/campaigns/contacts/lists/:contactList',
    also: [`/campaigns/contacts/lists/:contactList?after=2026-01-01T00%3A00%3A00.000000Z&id=${id}`],
    may: people,
    statements: 4,
    html: 35_000,
  },
  'campaigns.contacts.segments._index.tsx': {
    address: '/campaigns/contacts/segments',
    also: ['/campaigns/contacts/segments?after=zzzzzz'],
    may: people,
    statements: 3,
  },
  'campaigns.contacts.segments.new.tsx': {
    address: '/campaigns/contacts/segments/new',
    may: workers,
    statements: 4,
    html: 30_000,
  },
  'campaigns.contacts.segments.$segmentId.tsx': {
    address: '/campaigns/contacts/segments/:segment',
    may: people,
    statements: 5,
    html: 35_000,
  },
  'campaigns.contacts.suppressions._index.tsx': {
    address: '/campaigns/contacts/suppressions',
    also: [
      '/campaigns/contacts/suppressions?q=nobody%40people.test',
      '/campaigns/contacts/suppressions?q=nobody',
      `/campaigns/contacts/suppressions?before=${place}`,
    ],
    may: people,
    statements: 3,
    html: 35_000,
  },
  'campaigns.contacts.suppressions.$suppressionId.tsx': {
    address: '/campaigns/contacts/suppressions/:suppression',
    may: people,
    statements: 4,
  },
} as const satisfies FactsByRoute;
