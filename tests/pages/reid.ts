import { type FactsByRoute, people } from './facts.ts';

export const reidPages = {
  'reid._index.tsx': { address: '/reid', may: people, statements: 6 },
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
} as const satisfies FactsByRoute;
