import type { reidWatchedAreas } from '../../schema/index.ts';
import type { DemoMarket } from './areas.ts';

/** What each person of a demo organization follows: two postal areas, their city, its metro, the state and the nation. */
export function makeWatchedAreas(
  organizationId: string,
  people: readonly string[],
  { city, state, msaCode, areas }: DemoMarket,
) {
  const keys = [
    ...areas.slice(0, 2).map(({ zipCode }) => `zip-${zipCode}`),
    `city-${state.toLowerCase()}-${city.toLowerCase()}`,
    `metro-${msaCode}`,
    `state-${state.toLowerCase()}`,
    'us',
  ];
  return people.flatMap((userId) =>
    keys.map((areaKey): typeof reidWatchedAreas.$inferInsert => ({ organizationId, userId, areaKey })),
  );
}
