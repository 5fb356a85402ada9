import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { searchEverything } from '~/modules/marketplace/search/queries.server.ts';
import { shortestQuery } from '~/modules/marketplace/search/shortest-query.ts';
import { groupFound, groupPlaces, type SuggestionGroup } from '~/modules/marketplace/search/suggestions.ts';
import { limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import { readSearchText } from '~/utils/addresses.ts';

/** The most suggestions of one kind: more would have to be scrolled for. */
const most = 5;

/** What `q` may be about, for `app/scripts/palette.ts`. Nobody keeps the answer: it is the viewer's own. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = readSearchText(new URL(request.url).searchParams.get('q'));
  if (!(await context.limits.allowsSearching()))
    return new Response(null, { status: 429, headers: { 'Retry-After': `${limitPeriodInSeconds}` } });
  return Response.json(await suggest(context.database, query));
}

async function suggest(database: LoaderFunctionArgs['context']['database'], query: string): Promise<SuggestionGroup[]> {
  if (query.length < shortestQuery) {
    const { viewer } = await database.read(() => ({}));
    return groupPlaces(viewer, query);
  }
  const { viewer, ...found } = await database.read((handle) => searchEverything(handle, query));
  return groupFound(found, viewer, query, most);
}
