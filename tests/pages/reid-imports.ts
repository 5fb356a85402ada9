import { type FactsByRoute, people, workers } from './facts.ts';

export const reidImportPages = {
  'reid.data._index.tsx': {
    address: '/reid/data?index',
    also: ['/reid/data?before=00000000-0000-4000-8000-000000000000'],
    may: people,
    statements: 3,
    html: 30_000,
  },
  'reid.data.new.tsx': { address: '/reid/data/new', may: workers, statements: 2 },
  'reid.data.$importId.tsx': { address: '/reid/data/:marketImport', may: people, statements: 4, html: 35_000 },
  'reid.data.$importId_.problems[.]csv.ts': {
    address: '/reid/data/:marketImport/problems.csv',
    may: people,
    statements: 4,
    type: 'text/csv',
  },
  'reid.figures.$id.tsx': {
    address: '/reid/figures/:marketFigure',
    also: ['/reid/figures/:marketFigure?figure=typical_value', '/reid/figures/:marketFigure?figure=nothing'],
    may: people,
    statements: 3,
  },
} as const satisfies FactsByRoute;
