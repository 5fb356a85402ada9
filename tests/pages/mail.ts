import { everybody, type FactsByRoute } from './facts.ts';

// Where mail is really sent there is no outbox, so that robots need not be told of it.
export const mailPages = {
  'outbox._index.tsx': { address: '/outbox', may: everybody, isOpenToRobots: true },
  'outbox.$id.tsx': { address: '/outbox/:message', may: everybody, isOpenToRobots: true },
  // The mail alone, so without the frame that asks who is signed in.
  'outbox.$id_.html.ts': { address: '/outbox/:message/html', may: everybody, statements: 0 },
} as const satisfies FactsByRoute;
