import { everybody, type FactsByRoute, managers, nobody, people, platform, signedIn, workers } from './facts.ts';

export const marketplacePages = {
  '_index.tsx': { address: '/', may: everybody, statements: 6, isPublic: true },
  'bundles.$slug.tsx': { address: '/bundles/listing-domination', may: everybody, statements: 5, isPublic: true },
  'bundles._index.tsx': { address: '/bundles', may: everybody, statements: 4, isPublic: true },
  'bundles.compare.tsx': {
    address: '/bundles/compare?b=listing-domination&b=market-intelligence',
    may: everybody,
    statements: 5,
    isPublic: true,
  },
  // Tool, bundles with it, a page of reviews, how they rate, one's own, related tools, the cart.
  'tools.$slug.tsx': {
    address: '/tools/cma-generator',
    also: ['/tools/reid-dashboard?sort=lowest'],
    may: everybody,
    statements: 9,
    isPublic: true,
  },
  // 24 cards.
  'tools._index.tsx': {
    address: '/tools',
    also: ['/tools?category=GROWTH&q=report&sort=price-asc', '/tools?q=zzzzzz'],
    may: everybody,
    statements: 4,
    html: 40_000,
    isPublic: true,
  },

  'cart.tsx': { address: '/cart', may: everybody, statements: 3, isOpenToRobots: true },
  // Totals follow what is chosen.
  'checkout.tsx': { address: '/checkout', may: managers, statements: 6, hydrates: true },
  'orders.$number_.credit-notes.$note.tsx': {
    address: '/orders/:order/credit-notes/:creditNote',
    may: people,
    statements: 3,
  },
  'orders.$number_.credit-notes.$note_.credit-note[.]pdf.ts': {
    address: '/orders/:order/credit-notes/:creditNote/credit-note.pdf',
    may: people,
    type: 'application/pdf',
    statements: 3,
  },
  'orders.$number_.invoice[.]pdf.ts': {
    address: '/orders/:order/invoice.pdf',
    may: people,
    type: 'application/pdf',
    statements: 2,
  },
  'orders.$number_.payment.ts': {
    address: '/orders/:order/payment',
    may: everybody,
    visitor: 'owner',
    leadsTo: '/orders/:order',
    statements: 0,
    badForm: 'not read',
  },
  'orders.$number.tsx': { address: '/orders/:order', may: people, statements: 6 },
  'orders._index.tsx': { address: '/orders', may: signedIn, statements: 2 },
  'webhooks.stripe.ts': {
    address: '/webhooks/stripe',
    may: nobody,
    otherwise: 'missing',
    statements: 0,
    badForm: 'missing',
    actsFor: 'platform',
  },

  'my-tools.$slug.tsx': { address: '/my-tools/:ownTool', may: people, statements: 7 },
  'my-tools._index.tsx': { address: '/my-tools', may: signedIn, statements: 2 },
  'purchases.tsx': {
    address: '/purchases',
    also: ['/purchases?status=CANCELLED&q=zzzzzz'],
    may: people,
    statements: 4,
  },
  'purchases[.]csv.ts': { address: '/purchases.csv', may: people, type: 'text/csv', statements: 2 },
  // Who decides it gets the order form with it.
  'requests.$requestId.tsx': { address: '/requests/:request', may: people, statements: 7 },
  'requests._index.tsx': { address: '/requests', may: people, statements: 4 },
  'reviews.$id.flag.tsx': { address: '/reviews/:review/flag', may: signedIn, statements: 2, actsFor: 'person' },
  'tools.$slug_.review.tsx': {
    address: '/tools/:ownTool/review',
    may: workers,
    otherwise: 'explained',
    statements: 3,
  },

  'admin._index.tsx': {
    address: '/admin',
    may: platform,
    leadsTo: '/admin/tools',
  },
  // Works while somebody types, so it carries the bundle a second time, as data.
  'admin.bundles.$id.tsx': {
    address: '/admin/bundles/:bundle',
    also: ['/admin/bundles/new', '/admin/bundles/new?from=:bundle'],
    may: platform,
    statements: 3,
    hydrates: true,
    html: 51_000,
  },
  'admin.bundles.$id_.preview.tsx': {
    address: '/admin/bundles/:bundle/preview?tier=STARTER',
    also: ['/admin/bundles/:bundle/preview?tier=FREE', '/admin/bundles/:bundle/preview?tier=ELITE'],
    may: platform,
    statements: 3,
    badForm: 'taken',
  },
  'admin.bundles._index.tsx': {
    address: '/admin/bundles',
    also: ['/admin/bundles?q=zzzzzz'],
    may: platform,
    statements: 2,
  },
  'admin.bundles.tools.ts': {
    address: '/admin/bundles/tools?q=report',
    may: platform,
    type: 'application/json',
    statements: 2,
  },
  'admin.orders.$number.tsx': { address: '/admin/orders/:order', may: platform, statements: 6 },
  'admin.orders._index.tsx': {
    address: '/admin/orders',
    also: ['/admin/orders?q=nobody-has-this-name'],
    may: platform,
    statements: 2,
  },
  'admin.payments.tsx': { address: '/admin/payments', also: ['/admin/payments?page=9'], may: platform, statements: 3 },
  'admin.reviews.tsx': {
    address: '/admin/reviews',
    also: ['/admin/reviews?status=APPROVED', '/admin/reviews?status=REJECTED'],
    may: platform,
    statements: 3,
  },
  'admin.overdue.tsx': { address: '/admin/overdue', may: platform, statements: 2 },
  'admin.settings.tsx': { address: '/admin/settings', may: platform, statements: 2 },
  // Every choice of every field is in the forms of a tool, and its card beside them.
  'admin.tools.$id._index.tsx': { address: '/admin/tools/:tool', may: platform, statements: 2, html: 53_000 },
  'admin.tools.new.tsx': {
    address: '/admin/tools/new',
    also: ['/admin/tools/new?from=:tool'],
    may: platform,
    statements: 2,
    html: 53_000,
  },
  'admin.tools.$id.preview.tsx': { address: '/admin/tools/:tool/preview', may: platform, statements: 3 },
  // 25 rows.
  'admin.tools._index.tsx': {
    address: '/admin/tools',
    also: ['/admin/tools?q=zzzzzz'],
    may: platform,
    statements: 3,
    html: 40_000,
  },
} as const satisfies FactsByRoute;
