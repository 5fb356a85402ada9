import type { ServerBuild } from '@remix-run/cloudflare';
import { matchRoutes } from '@remix-run/react';
import { publicAddressOf } from './rendering.ts';

/** Where an address leads. */
export interface Routing {
  /** The route that answers the path, by the name of its file; undefined for a path that none has. */
  nameRoute(path: string): string | undefined;
  /** The page at an address that may be kept for everybody without cookies, if it is one. */
  findPublicPage(url: URL): { route: string; address: string } | undefined;
}

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
  // Few, and asked at every request: cheaper than matching the whole tree. Fixed paths come before those with parameters.
  const publicPages = entries
    .flatMap(({ id, path = '', module }) => {
      const addressOf = publicAddressOf(module.handle);
      return addressOf ? [{ route: id, pattern: new URLPattern({ pathname: `/${path}` }), addressOf }] : [];
    })
    .sort((a, b) => Number(a.pattern.pathname.includes(':')) - Number(b.pattern.pathname.includes(':')));

  return {
    nameRoute: (path) => matchRoutes(tree, path)?.at(-1)?.route.id,
    findPublicPage(url) {
      const page = publicPages.find(({ pattern }) => pattern.test(url));
      const address = page?.addressOf(url) ?? null;
      return page && address !== null ? { route: page.route, address } : undefined;
    },
  };
}

type RouteObject = Parameters<typeof matchRoutes>[0][number];
