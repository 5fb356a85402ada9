/** The log entry of one request. */
interface LoggedRequest {
  requestId: string;
  request: Request;
  url: URL;
  /** The route that answered; undefined when no route has the path. */
  route: string | undefined;
  status: number;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** The cost of this answer at the database; undefined when the database was not asked. */
  cost: { requests: number; milliseconds: number } | undefined;
  /** How the edge's cache handled it, `filled` for a kept page whose holes were filled; undefined for a page that was made whole. */
  cache: string | undefined;
}

/** Writes one line of JSON, without searched words or typed values: they may hold names, and lines are kept. */
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

/** Beginnings of paths that a token follows. */
const tokenPaths =
  /^(\/(?:invitations|confirm-email|confirm-billing|reset-password|login\/mail|shared-reports|r|u|v|l|o|f\/confirm)\/)[^/]+/i;

/** The path of an address without the token in it: readers of the log must not be able to use an invitation or a link. */
export function pathToLog({ pathname }: URL): string {
  // Routes match capitals and escaped letters, too.
  return unescapePath(pathname).replace(tokenPaths, '$1:token');
}

function unescapePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    // No route matches what cannot be decoded.
    return path;
  }
}
