import { everybody, type FactsByRoute, people, workers } from './facts.ts';

export const reidPages = {
  'reid._index.tsx': { address: '/reid', may: people, statements: 6 },
  'reid.reports._index.tsx': { address: '/reid/reports', also: ['/reid/reports?page=2'], may: people, statements: 3 },
  'reid.reports.new.tsx': {
    address: '/reid/reports/new',
    also: ['/reid/reports/new?a=zip-60601&a=state-tx', '/reid/reports/new?from=:marketReport'],
    may: workers,
    statements: 3,
    hydrates: true,
    html: 40_000,
  },
  // Charts and tables of every figure.
  'reid.reports.$reportId.tsx': {
    address: '/reid/reports/:marketReport',
    also: ['/reid/reports/:marketReport?print=yes'],
    may: people,
    statements: 4,
    html: 60_000,
  },
  'reid.reports.$reportId[.]pdf.ts': {
    address: '/reid/reports/:marketReport.pdf',
    may: people,
    type: 'application/pdf',
    statements: 3,
  },
  'reid.reports.$reportId[.]csv.ts': {
    address: '/reid/reports/:marketReport.csv',
    may: people,
    type: 'text/csv',
    statements: 3,
  },
  'r.$token.tsx': {
    address: '/r/:marketReportLink',
    also: ['/r/:marketReportLink?print=yes'],
    may: everybody,
    statements: 2,
    html: 40_000,
  },
  'r.$token[.]pdf.ts': {
    address: '/r/:marketReportLink.pdf',
    may: everybody,
    type: 'application/pdf',
    statements: 2,
  },
  'reid.profiles._index.tsx': {
    address: '/reid/profiles',
    also: ['/reid/profiles?page=2'],
    may: people,
    statements: 4,
  },
  'reid.profiles.new.tsx': {
    address: '/reid/profiles/new',
    also: ['/reid/profiles/new?area=zip-60601'],
    may: workers,
    statements: 4,
    hydrates: true,
    html: 30_000,
  },
  'reid.profiles.$profileId.tsx': { address: '/reid/profiles/:profile', may: people, statements: 4 },
} as const satisfies FactsByRoute;
