import { everybody, type FactsByRoute, people } from './facts.ts';

export const campaignResultsPages = {
  // Recipients, links, and a chart of 48 hours with its values in a table.
  'campaigns.emails.$emailId_.results.tsx': {
    address: '/campaigns/emails/:sentEmail/results',
    also: [
      '/campaigns/emails/:sentEmail/results?outcome=UNKNOWN',
      '/campaigns/emails/:sentEmail/results?outcome=FAILED',
      '/campaigns/emails/:sentEmail/results?email=nobody%40people.test&check=ledger',
      '/campaigns/emails/:sentEmail/results?email=nobody',
      '/campaigns/emails/:testedEmail/results',
    ],
    may: people,
    statements: 7,
    html: 60_000,
  },
  'campaigns.emails.$emailId_.results[.]csv.ts': {
    address: '/campaigns/emails/:sentEmail/results.csv',
    may: people,
    leadsTo: '/campaigns/emails/:sentEmail/results',
    statements: 2,
    badForm: 'not read',
  },
  // Of somebody who unsubscribed by now: what their form asks for, whoever sends it, changes nothing.
  'u.$token.tsx': {
    address: '/u/:usedUnsubscribeToken',
    also: ['/u/:unsubscribeToken', '/u/unknown'],
    may: everybody,
    statements: 2,
    takesFromElsewhere: true,
    actsFor: 'person',
  },
  'v.$token.ts': { address: '/v/:viewToken', may: everybody, statements: 2 },
  'l.$code.ts': {
    address: '/l/:linkCode',
    may: everybody,
    leadsTo: 'https://example.org/houses?a=1',
    statements: 2,
    refusesUnknown: true,
  },
  'o.$code.ts': { address: '/o/:openCode', may: everybody, type: 'image/gif', statements: 2, refusesUnknown: true },
} as const satisfies FactsByRoute;
