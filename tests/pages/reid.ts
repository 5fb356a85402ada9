import { type FactsByRoute, people } from './facts.ts';

export const reidPages = {
  // A map of the states, each a link, with every value in a table behind it.
  'reid._index.tsx': {
    address: '/reid?index',
    also: ['/reid?figure=days_on_market&source=nowhere', '/reid?figure=price_change&source=redfin'],
    may: people,
    statements: 7,
    html: 90_000,
  },
  // Fifty areas, each with a box and a button; a map of counties is one of the largest pages there are.
  'reid.markets._index.tsx': {
    address: '/reid/markets',
    also: [
      '/reid/markets?q=zzzzzz',
      '/reid/markets?type=ZIP&state=IL&source=redfin&figure=price_change&sort=change',
      '/reid/markets?type=COUNTY&state=IL&figure=inventory_months',
      '/reid/markets?type=STATE&sort=figure&page=9',
    ],
    may: people,
    statements: 4,
    html: 110_000,
  },
  'reid.markets.compare.tsx': {
    address: '/reid/markets/compare?a=:area&a=state-il',
    also: ['/reid/markets/compare', '/reid/markets/compare?a=:area&add=Nowhere', '/reid/markets/compare?add=60601'],
    may: people,
    statements: 3,
    html: 90_000,
  },
  // Up to six charts, each with its values in a table, and every figure with its definition.
  'reid.markets.$area.tsx': {
    address: '/reid/markets/:area',
    also: [
      '/reid/markets/:area?source=redfin&from=2025-01&to=2024-01',
      '/reid/markets/:area?asof=2020-01-01',
      '/reid/markets/:area?source=redfin:weekly&type=Condo&adjusted=1&asof=2026-01-01',
    ],
    may: people,
    statements: 6,
    html: 140_000,
  },
  'reid.markets.$area_.figures[.]csv.ts': {
    address: '/reid/markets/:area/figures.csv',
    may: people,
    type: 'text/csv',
    statements: 3,
  },
  'reid.demographics.tsx': {
    address: '/reid/demographics?a=:area',
    also: ['/reid/demographics', '/reid/demographics?a=:area&a=us&add=Nowhere'],
    may: people,
    statements: 3,
    html: 45_000,
  },
  'reid.demographics[.]csv.ts': {
    address: '/reid/demographics.csv?a=:area',
    may: people,
    type: 'text/csv',
    statements: 3,
  },
  // The outlines of a state's counties lie under the dots.
  'reid.schools._index.tsx': {
    address: '/reid/schools',
    also: [
      '/reid/schools?state=IL&city=chicago&zip=60601&grades=3',
      '/reid/schools?near=:school&miles=2',
      '/reid/schools?near=somewhere',
    ],
    may: people,
    statements: 3,
    html: 70_000,
  },
  'reid.schools.$schoolId.tsx': { address: '/reid/schools/:school', may: people, statements: 3 },
} as const satisfies FactsByRoute;
