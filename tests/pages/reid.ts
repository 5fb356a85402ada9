import { everybody, type FactsByRoute, people, workers } from './facts.ts';

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
  // Every result with its formula and its values, and the years in pictures and as a table.
  'reid.roi._index.tsx': {
    address: '/reid/roi',
    also: [
      '/reid/roi?strategy=rental&price=300000&rent=2600&rows=rent&columns=rate&result=internalRate',
      '/reid/roi?strategy=flip&price=180000&rehab=45000&repairedValue=300000',
      '/reid/roi?strategy=brrrr&price=x&rent=',
      '/reid/roi?strategy=refinance&balance=210624.95&presentRate=6.5&paymentsLeft=300&change=:simulation',
      '/reid/roi?strategy=rent-or-buy&price=400000&rent=2200&area=Nowhere',
    ],
    may: people,
    statements: 3,
    html: 75_000,
  },
  'reid.roi.saved.tsx': { address: '/reid/roi/saved', also: ['/reid/roi/saved?page=2'], may: people, statements: 4 },
  'reid.roi.compare.tsx': {
    address: '/reid/roi/compare',
    also: ['/reid/roi/compare?s=:simulation&s=:scenario'],
    may: people,
    statements: 3,
    html: 35_000,
  },
  'reid.roi.$simulationId.tsx': {
    address: '/reid/roi/:simulation',
    also: ['/reid/roi/:simulation?recalculate=yes', '/reid/roi/:scenario'],
    may: people,
    statements: 4,
    html: 90_000,
  },
  'reid.alerts._index.tsx': {
    address: '/reid/alerts',
    also: ['/reid/alerts?before=2026-01-01T00%3A00%3A00.000000Z_00000000-0000-4000-8000-000000000000'],
    may: people,
    statements: 4,
    html: 40_000,
  },
  'reid.alerts.new.tsx': {
    address: '/reid/alerts/new',
    also: ['/reid/alerts/new?area=zip-60601'],
    may: workers,
    statements: 4,
    hydrates: true,
    html: 40_000,
  },
  'reid.alerts.$alertId.tsx': {
    address: '/reid/alerts/:alert',
    may: people,
    statements: 4,
    hydrates: true,
    html: 45_000,
  },
  'reid.alerts.events.tsx': {
    address: '/reid/alerts/events',
    also: [
      '/reid/alerts/events?alert=:alert',
      '/reid/alerts/events?before=2026-01-01T00%3A00%3A00.000000Z_00000000-0000-4000-8000-000000000000',
    ],
    may: people,
    statements: 3,
    html: 60_000,
  },
  // Whoever has the mail stops it, without an account.
  'alert-mail.$mailId.tsx': {
    address: '/alert-mail/:alertMail',
    may: everybody,
    statements: 2,
    badForm: 'not read',
    actsFor: 'person',
  },
  'webhooks.alert-mail.$mailId.ts': {
    address: '/webhooks/alert-mail/:alertMail',
    may: everybody,
    leadsTo: '/alert-mail/:alertMail',
    statements: 0,
    badForm: 'missing',
    actsFor: 'person',
  },
} as const satisfies FactsByRoute;
