/** What the log says of one request. */
interface LoggedRequest {
  requestId: string;
  request: Request;
  url: URL;
  /** The route that answered; undefined for a path that none has. */
  route: string | undefined;
  status: number;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** What was spent on the database for this answer; undefined where it was not asked. */
  cost: { requests: number; milliseconds: number } | undefined;
  /** What became of it at the edge; undefined for what is never kept there. */
  cache: string | undefined;
}

/** Writes one line of JSON, without what was searched for or typed: addresses may hold names, and lines are kept. */
export function logRequest({ requestId, request, url, route, status, startedAt, cost, cache }: LoggedRequest) {
  console.log(
    JSON.stringify({
      requestId,
      method: request.method,
      path: pathToLog(url),
      route,
      status,
      milliseconds: Date.now() - startedAt,
      databaseRequests: cost?.requests ?? 0,
      databaseMilliseconds: Math.round(cost?.milliseconds ?? 0),
      cache,
    }),
  );
}

/** The path of an address without the token in it: whoever reads the log must not be able to use an invitation. */
export function pathToLog({ pathname }: URL): string {
  // The routes take capitals for small letters, too.
  return pathname.replace(/^(\/invitations\/)[^/]+/i, '$1:token');
}
