import type { ServerBuild } from '@remix-run/cloudflare';
import { matchRoutes } from '@remix-run/react';
import { type Framing, isNeverStale, publicAddressOf, readFraming, readsNoCookies } from './rendering.ts';

/** The route and the page that an address leads to. */
export interface Routing {
  /**
   * The id of the route that answers the path, which is the name of its file; undefined when no route does. Paths are matched without regard to
   * case, and after escapes are resolved: ask this, and do not compare a path.
   */
  findRoute(path: string): string | undefined;
  /** The page at this address that may be kept for everybody without cookies, if there is one. */
  findPublicPage(url: URL): { route: string; address: string; isNeverStale: boolean } | undefined;
  /** Whether the route that answers the path reads no cookie. */
  isWithoutCookies(path: string): boolean;
  /** How the route that answers the path takes part in frames. */
  findFraming(path: string): Framing;
}

/** Matching a path takes longer than sending a kept page, so the last ones are remembered. */
const rememberedPaths = 1_000;

/** Reads the routes of the build once. */
export function createRouting(routes: ServerBuild['routes']): Routing {
  const entries = Object.values(routes).filter((route) => route !== undefined);
  const collectChildren = (parentId?: string): RouteObject[] =>
    entries
      .filter((route) => route.parentId === parentId)
      .map(({ id, path, index, caseSensitive }) =>
        index
          ? { id, path, index, caseSensitive }
          : { id, path, caseSensitive, index: false, children: collectChildren(id) },
      );
  const tree = collectChildren();
  const publicPages = new Map(
    entries.flatMap(({ id, module }) => {
      const addressOf = publicAddressOf(module.handle);
      return addressOf ? [[id, { addressOf, isNeverStale: isNeverStale(module.handle) }]] : [];
    }),
  );
  const withoutCookies = new Set(entries.flatMap(({ id, module }) => (readsNoCookies(module.handle) ? [id] : [])));
  const framings = new Map(entries.map(({ id, module }) => [id, readFraming(module.handle)]));
  const found = new Map<string, string | undefined>();

  function findRoute(path: string): string | undefined {
    if (found.has(path)) return found.get(path);
    const route = matchRoutes(tree, path)?.at(-1)?.route.id;
    if (found.size === rememberedPaths) found.clear();
    found.set(path, route);
    return route;
  }

  return {
    findRoute,
    isWithoutCookies: (path) => withoutCookies.has(findRoute(path) ?? ''),
    findFraming: (path) => framings.get(findRoute(path) ?? ''),
    findPublicPage(url) {
      const route = findRoute(url.pathname);
      const page = route === undefined ? undefined : publicPages.get(route);
      const address = page?.addressOf(url);
      if (route === undefined || !page || typeof address !== 'string') return undefined;
      return { route, address, isNeverStale: page.isNeverStale };
    },
  };
}

type RouteObject = Parameters<typeof matchRoutes>[0][number];
