import { everybody, type FactsByRoute, nobody, people, platform, signedIn, workers } from './facts.ts';

export const marketplacePages = {
  // The page of a module that it shows is drawn, and each value of its chart has words.
  '_index.tsx': { address: '/', may: everybody, statements: 7, html: 30_000, isPublic: true },
  'help.tsx': { address: '/help', may: everybody, isPublic: true },
  'bundles.$slug.tsx': { address: '/bundles/listing-domination', may: everybody, statements: 5, isPublic: true },
  'bundles._index.tsx': { address: '/bundles', may: everybody, statements: 4, isPublic: true },
  'bundles.compare.tsx': {
    address: '/bundles/compare?b=listing-domination&b=market-intelligence',
    also: ['/bundles/compare', '/bundles/compare?b=listing-domination&b=market-intelligence&all=1'],
    may: everybody,
    statements: 5,
    isPublic: true,
  },
  // Its forms are the organization's, for owners and admins.
  'plans.tsx': {
    address: '/plans',
    also: ['/plans?ask=ELITE'],
    may: everybody,
    visitor: 'owner',
    statements: 6,
    isPublic: true,
  },
  // Tool, its pictures, bundles with it, a page of reviews, how they rate, one's own, related tools, what of them its viewer has, use, the next charge.
  'tools.$slug.tsx': {
    address: '/tools/cma-generator',
    also: ['/tools/reid-dashboard?sort=lowest'],
    may: everybody,
    statements: 11,
    isPublic: true,
  },
  'tools.compare.tsx': {
    address: '/tools/compare?t=cma-generator&t=price-forecasting',
    also: ['/tools/compare', '/tools/compare?t=cma-generator&t=price-forecasting&all=1'],
    may: everybody,
    statements: 4,
    isPublic: true,
  },
  'p.$key.ts': { address: '/p/0123456789abcdef0123456789abcdef', may: nobody, otherwise: 'missing', statements: 0 },
  // 24 cards, each with a box to compare it. Tools, their counts, the cart, and what of them its viewer has.
  'tools._index.tsx': {
    address: '/tools',
    also: ['/tools?category=GROWTH&q=report&sort=price-asc', '/tools?q=zzzzzz'],
    may: everybody,
    statements: 5,
    html: 46_000,
    isPublic: true,
  },

  // Tools, bundles, orders, people.
  'search.tsx': { address: '/search?q=lead', also: ['/search', '/search?q=zzzzzz'], may: everybody, statements: 5 },
  'search_.suggestions.ts': {
    address: '/search/suggestions?q=lead',
    may: everybody,
    type: 'application/json',
    statements: 5,
  },
  'cart.tsx': { address: '/cart', may: everybody, statements: 3, isOpenToRobots: true },
  // Totals follow what is chosen. Whoever does not order finds who does. The last two statements are about seats.
  'checkout.tsx': { address: '/checkout', may: signedIn, statements: 9, hydrates: true, html: 30_000 },
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
  'orders.$number.tsx': { address: '/orders/:order', may: people, statements: 7 },
  'orders._index.tsx': { address: '/orders', may: signedIn, statements: 2 },
  'webhooks.stripe.ts': {
    address: '/webhooks/stripe',
    may: nobody,
    otherwise: 'missing',
    statements: 0,
    badForm: 'missing',
    actsFor: 'platform',
  },

  // Costs, invoices, requests, tools and their use, first steps, and who decides.
  'home.tsx': { address: '/home', may: signedIn, statements: 8 },
  'my-tools.$slug.tsx': { address: '/my-tools/:ownTool', may: people, statements: 7 },
  'my-tools._index.tsx': { address: '/my-tools', also: ['/my-tools?sort=-cost'], may: signedIn, statements: 2 },
  'purchases.tsx': {
    address: '/purchases',
    also: ['/purchases?status=CANCELLED&q=zzzzzz'],
    may: people,
    statements: 4,
  },
  'purchases[.]csv.ts': { address: '/purchases.csv', may: people, type: 'text/csv', statements: 2 },
  // Who decides it gets the order form with it.
  'requests.$requestId.tsx': { address: '/requests/:request', may: people, statements: 9 },
  'requests._index.tsx': { address: '/requests', may: people, statements: 4 },
  'reviews.$id.flag.tsx': { address: '/reviews/:review/flag', may: signedIn, statements: 2, actsFor: 'person' },
  'tools.$slug_.review.tsx': {
    address: '/tools/:ownTool/review',
    may: workers,
    otherwise: 'explained',
    statements: 3,
  },

  // Four charts, each with its table.
  'admin._index.tsx': { address: '/admin', may: platform, statements: 2, html: 60_000 },
  'admin.bundles.bulk.tsx': {
    address: '/admin/bundles/bulk?act=archive&id=:bundle',
    also: ['/admin/bundles/bulk'],
    may: platform,
    statements: 2,
  },
  'admin.filters.tsx': { address: '/admin/filters', may: platform, statements: 2 },
  'admin.orders.bulk.tsx': {
    address: '/admin/orders/bulk?id=:order',
    also: ['/admin/orders/bulk'],
    may: platform,
    statements: 2,
  },
  'admin.overdue_.bulk.tsx': { address: '/admin/overdue/bulk?id=:order', may: platform, statements: 2 },
  'admin.reviews_.bulk.tsx': { address: '/admin/reviews/bulk?id=:review', may: platform, statements: 2 },
  'admin.tools.bulk.tsx': {
    address: '/admin/tools/bulk?act=reprice&by=10&unit=percent&id=:tool',
    also: [
      '/admin/tools/bulk',
      '/admin/tools/bulk?act=disable&id=:tool',
      '/admin/tools/bulk?act=reprice&by=x&id=:tool',
    ],
    may: platform,
    statements: 3,
  },
  'admin.tools.import.tsx': { address: '/admin/tools/import', may: platform, formBytes: 1_600_000 },
  'admin.tools[.]csv.ts': { address: '/admin/tools.csv', may: platform, type: 'text/csv', statements: 2 },
  // Works while somebody types, so it carries the bundle a second time, as data. Its icon is chosen among pictures of all.
  'admin.bundles.$id.tsx': {
    address: '/admin/bundles/:bundle',
    also: ['/admin/bundles/new', '/admin/bundles/new?from=:bundle'],
    may: platform,
    statements: 3,
    hydrates: true,
    html: 80_000,
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
    also: ['/admin/bundles?q=zzzzzz', '/admin/bundles?sort=discount'],
    may: platform,
    statements: 3,
    html: 35_000,
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
    also: ['/admin/orders?q=nobody-has-this-name', '/admin/orders?sort=total&page=2'],
    may: platform,
    statements: 3,
  },
  'admin.payments.tsx': { address: '/admin/payments', also: ['/admin/payments?page=9'], may: platform, statements: 3 },
  'admin.reviews.tsx': {
    address: '/admin/reviews',
    also: ['/admin/reviews?status=APPROVED', '/admin/reviews?status=REJECTED', '/admin/reviews?sort=rating'],
    may: platform,
    statements: 4,
  },
  'admin.overdue.tsx': { address: '/admin/overdue', may: platform, statements: 2 },
  'admin.settings.tsx': { address: '/admin/settings', may: platform, statements: 2 },
  // Every choice of every field is in the forms of a tool, and its card beside them.
  'admin.tools.$id._index.tsx': { address: '/admin/tools/:tool', may: platform, statements: 2, html: 55_000 },
  'admin.tools.new.tsx': {
    address: '/admin/tools/new',
    also: ['/admin/tools/new?from=:tool'],
    may: platform,
    statements: 2,
    html: 55_000,
  },
  'admin.tools.$id.pictures.tsx': { address: '/admin/tools/:tool/pictures', may: platform, statements: 3 },
  'admin.tools.$id.preview.tsx': { address: '/admin/tools/:tool/preview', may: platform, statements: 4 },
  // 25 rows, each with its box, under headings that sort.
  'admin.tools._index.tsx': {
    address: '/admin/tools',
    also: ['/admin/tools?q=zzzzzz', '/admin/tools?sort=status-desc'],
    may: platform,
    statements: 4,
    html: 50_000,
  },
} as const satisfies FactsByRoute;
