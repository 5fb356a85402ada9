import { everybody, type FactsByRoute, people, workers } from './facts.ts';

export const reidPages = {
  'reid._index.tsx': { address: '/reid', may: people, statements: 6 },
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
