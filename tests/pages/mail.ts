import { everybody, type FactsByRoute } from './facts.ts';

export const mailPages = {
  'contact.tsx': { address: '/contact', also: ['/contact?sent'], may: everybody, isPublic: true, actsFor: 'person' },
  // Where mail is really sent there is no outbox, so that robots need not be told of it.
  'outbox._index.tsx': { address: '/outbox', may: everybody, isOpenToRobots: true },
  'outbox.$id.tsx': { address: '/outbox/:message', may: everybody, isOpenToRobots: true },
  // The mail alone, so without the frame that asks who is signed in.
  'outbox.$id_.html.ts': { address: '/outbox/:message/html', may: everybody, statements: 0 },
} as const satisfies FactsByRoute;
