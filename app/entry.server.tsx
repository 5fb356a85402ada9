import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToReadableStream, renderToString } from 'react-dom/server';
import { FailurePage } from './components/layout/failure-page.tsx';
import { RequestInformation } from './components/layout/request-information.tsx';
import { findFailure, retryAfterSeconds } from './request/database-failures.server.ts';
import { restoreLoaded } from './request/page-handler.server.ts';
import { isHydrated } from './request/rendering.ts';
import { pathToLog } from './request/request-log.server.ts';
import stylesheet from './styles.css?url';

export default async function handleDocumentRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
) {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  // Cloudflare sends this ahead of the page, as an early hint.
  headers.append('Link', `<${stylesheet}>; rel=preload; as=style`);
  headers.set('Speculation-Rules', '"/speculation-rules.json"');
  restoreLoaded(remix, context);
  const { matches, errors } = remix.staticHandlerContext;
  const handles = matches.map((match) => remix.routeModules[match.route.id]?.handle);
  const hydrated = errors === null && isHydrated(handles);
  if (status === 503) headers.set('Retry-After', String(retryAfterSeconds));
  const isAway = Object.values(errors ?? {}).some((error) => isRouteErrorResponse(error) && error.status === 503);
  const failure = isAway ? findFailure(context) : undefined;
  const { pathname, search } = new URL(request.url);
  const page = (
    <RequestInformation
      value={{
        nonce: context.nonce,
        requestId: context.requestId,
        failure: failure && <FailurePage {...failure} address={failure.address ?? pathname + search} />,
        leaveHole: context.leaveHole,
      }}
    >
      <RemixServer
        // A page without client code needs no copy of its data, so the stream that would carry it is left out.
        context={hydrated ? remix : { ...remix, serverHandoffStream: undefined }}
        url={request.url}
        nonce={context.nonce}
      />
    </RequestInformation>
  );
  if (!hydrated) return new Response(`<!doctype html>${renderToString(page)}`, { status, headers });

  let failed = false;
  const stream = await renderToReadableStream(page, {
    nonce: context.nonce,
    signal: request.signal,
    onError(error) {
      failed = true;
      console.error(JSON.stringify({ requestId: context.requestId, rendering: String(error) }));
    },
  });
  return new Response(stream, { status: failed ? 500 : status, headers });
}

/** Logs a bug: an error that is neither an answer nor a failure of the database. The page shows the same request id. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (request.signal.aborted) return;
  // A missing page, or a method it does not allow.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  console.error(
    JSON.stringify({
      requestId: context.requestId,
      path: pathToLog(new URL(request.url)),
      error: error instanceof Error ? error.stack : String(error),
    }),
  );
}
