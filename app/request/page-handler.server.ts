import {
  type AppLoadContext,
  createRequestHandler,
  data,
  type EntryContext,
  type LoaderFunctionArgs,
  type RequestHandler,
  type ServerBuild,
} from '@remix-run/cloudflare';
import { isHydrated } from './rendering.ts';
import type { Routing } from './routing.server.ts';

type Routes = ServerBuild['routes'];

/**
 * Handles requests by the routes of the build, each page by a handler that knows no other pages: the framework matches an
 * address several times a request, each time against all the routes it knows. The data of a page without client code is kept
 * out of its hands until `restoreLoaded`: it would write all of it down for a script that is not there.
 */
export function createPageHandler(build: ServerBuild, routing: Routing): RequestHandler {
  const handleAny = createRequestHandler(build);
  const handlers = new Map<string, RequestHandler>();
  return (request, context) => {
    const url = new URL(request.url);
    const route = isForScript(url) ? undefined : routing.findRoute(url.pathname);
    if (route === undefined) return handleAny(request, context);
    const handle = handlers.get(route) ?? createRequestHandler(reduceBuild(build, route));
    handlers.set(route, handle);
    return handle(request, context);
  };
}

/** Whether the client code of a page asks, for the data of another page or for the list of pages. */
function isForScript({ pathname, searchParams }: URL): boolean {
  return pathname.endsWith('.data') || pathname === '/__manifest' || searchParams.has('_data');
}

/** The build with the pages of this one route and the home page only; every page's script has to know the home page. */
function reduceBuild(build: ServerBuild, route: string): ServerBuild {
  const branch = new Set<string>();
  for (let id: string | undefined = route; id !== undefined; id = build.routes[id]?.parentId) branch.add(id);
  const select = <Value>(record: Record<string, Value>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => branch.has(id) || id === 'routes/_index'));

  const routes = select(build.routes);
  const hydrated = isHydrated([...branch].map((id) => routes[id]?.module.handle));
  return {
    ...build,
    assets: { ...build.assets, routes: select(build.assets.routes) },
    routes: hydrated ? routes : keepLoaded(routes),
  };
}

/** The data loaded for a request, by the ids of the routes. */
const loadedFor = new WeakMap<AppLoadContext, Map<string, unknown>>();

function keepLoaded(routes: Routes): Routes {
  return Object.fromEntries(
    Object.entries(routes).map(([id, route]) => {
      const load = route?.module.loader;
      if (!load) return [id, route];
      const loader = async (asked: LoaderFunctionArgs) => {
        const loaded = await load(asked);
        if (loaded instanceof Response) return loaded;
        const { context } = asked;
        const { body, init } = isWithHead(loaded) ? { body: loaded.data, init: loaded.init } : { body: loaded };
        loadedFor.set(context, (loadedFor.get(context) ?? new Map<string, unknown>()).set(id, body));
        return init ? data(null, init) : null;
      };
      return [id, { ...route, module: { ...route.module, loader } }];
    }),
  );
}

/** Whether a status or headers come with the loaded data. */
function isWithHead(loaded: unknown): loaded is ReturnType<typeof data> {
  return typeof loaded === 'object' && loaded !== null && 'type' in loaded && loaded.type === 'DataWithResponseInit';
}

/** Gives a page the data loaded for it, right before it is rendered. */
export function restoreLoaded({ staticHandlerContext }: EntryContext, context: AppLoadContext) {
  const loaded = loadedFor.get(context);
  if (loaded) staticHandlerContext.loaderData = { ...staticHandlerContext.loaderData, ...Object.fromEntries(loaded) };
}
