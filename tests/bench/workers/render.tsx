import * as build from 'virtual:remix/server-build';
import { type AppLoadContext, createRequestHandler, type EntryContext, type ServerBuild } from '@remix-run/cloudflare';
import { RemixServer } from '@remix-run/react';
import { renderToReadableStream, renderToString } from 'react-dom/server';
import { RequestInformation } from '~/components/layout/request-information.tsx';
import { createRequestContext } from '~/load-context.ts';

// The pages of the app with nothing behind them. Loaders run once for every address and visitor; what they answered is
// kept. `x-rendering` says what is wanted: `once`, one `renderToString` and nothing else; `document`, `stream` or
// `stream-hydrated`, the page through the framework, in that way.

const answers = new Map<string, unknown>();
const pages = new Map<string, { page: ReturnType<typeof describePage>; status: number }>();

/** The app's pages over answers kept from the first time they were asked for. */
function withKeptAnswers({ hydrate, render }: { hydrate: boolean; render: typeof renderDocument }): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]): [string, typeof route] => {
    const loader = route?.module.loader;
    if (!route || !loader) return [id, route];
    const module: typeof route.module = {
      ...route.module,
      async loader(call) {
        const key = `${id} ${nameVisit(call.request)}`;
        if (!answers.has(key)) answers.set(key, await loader(call));
        return answers.get(key);
      },
    };
    return [id, { ...route, module: hydrate ? { ...module, handle: {} } : module }];
  });
  const entry = { module: { ...build.entry.module, default: render } };
  return { ...build, routes: Object.fromEntries(routes), entry };
}

const nameVisit = (request: Request) => `${request.url} ${request.headers.get('cookie')}`;

function describePage(remix: EntryContext, request: Request, { nonce, requestId }: AppLoadContext) {
  return (
    <RequestInformation value={{ nonce, requestId, failure: undefined }}>
      <RemixServer context={remix} url={request.url} nonce={nonce} />
    </RequestInformation>
  );
}

async function renderDocument(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
) {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const page = describePage({ ...remix, serverHandoffStream: undefined }, request, context);
  pages.set(nameVisit(request), { page, status });
  return new Response(`<!doctype html>${renderToString(page)}`, { status, headers });
}

async function renderStream(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
) {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const page = describePage(remix, request, context);
  return new Response(await renderToReadableStream(page, { nonce: context.nonce }), { status, headers });
}

const handlers = {
  document: createRequestHandler(withKeptAnswers({ hydrate: false, render: renderDocument })),
  stream: createRequestHandler(
    withKeptAnswers({
      hydrate: false,
      render: (request, status, headers, remix, context) =>
        renderStream(request, status, headers, { ...remix, serverHandoffStream: undefined }, context),
    }),
  ),
  'stream-hydrated': createRequestHandler(withKeptAnswers({ hydrate: true, render: renderStream })),
};

export default {
  async fetch(request, bindings, execution) {
    const wanted = request.headers.get('x-rendering');
    const known = pages.get(nameVisit(request));
    if (wanted === 'once' && known) {
      return new Response(`<!doctype html>${renderToString(known.page)}`, {
        status: known.status,
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
      });
    }
    const handle = wanted === 'stream' || wanted === 'stream-hydrated' ? handlers[wanted] : handlers.document;
    return handle(request, await createRequestContext(request, bindings, (work) => execution.waitUntil(work)));
  },
} satisfies ExportedHandler;
