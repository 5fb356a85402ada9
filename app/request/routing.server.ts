import type { ServerBuild } from '@remix-run/cloudflare';
import { matchRoutes, type Params } from '@remix-run/react';
import { type Framing, isNeverStale, publicAddressOf, readFraming, readsNoCookies } from './rendering.ts';

/** A page that may be kept for everybody without cookies. */
export interface PublicPage {
  route: string;
  /** Its path with the parameters it reads. */
  address: string;
  /** The parameters in its path. */
  params: Params;
  isNeverStale: boolean;
}

/** The route and the page that an address leads to. */
export interface Routing {
  /**
   * The id of the route that answers the path, which is the name of its file; undefined when no route does. Paths are matched without regard to
   * case, and after escapes are resolved: ask this, and do not compare a path.
   */
  findRoute(path: string): string | undefined;
  /** The page at this address that may be kept for everybody without cookies, if there is one. */
  findPublicPage(url: URL): PublicPage | undefined;
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
  const found = new Map<string, { route: string; params: Params } | undefined>();

  function match(path: string) {
    if (found.has(path)) return found.get(path);
    const last = matchRoutes(tree, path)?.at(-1);
    const matched = last && { route: last.route.id ?? '', params: last.params };
    if (found.size === rememberedPaths) found.clear();
    found.set(path, matched);
    return matched;
  }

  const findRoute = (path: string) => match(path)?.route;

  return {
    findRoute,
    isWithoutCookies: (path) => withoutCookies.has(findRoute(path) ?? ''),
    findFraming: (path) => framings.get(findRoute(path) ?? ''),
    findPublicPage(url) {
      const matched = match(url.pathname);
      const page = matched && publicPages.get(matched.route);
      const address = page?.addressOf(url);
      if (!matched || !page || typeof address !== 'string') return undefined;
      return { ...matched, address, isNeverStale: page.isNeverStale };
    },
  };
}

type RouteObject = Parameters<typeof matchRoutes>[0][number];
