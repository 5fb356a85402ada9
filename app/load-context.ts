import { createRequestDatabase, type RequestDatabase } from '#db/request-db.server.ts';
import { createCookies, type FormDraft, type GuestCart, type Toast } from './services/cookies.server.ts';
import { type Environment, parseEnvironment } from './services/environment.server.ts';
import { createMailer, type Mailer } from './services/mail.server.ts';
import { hashToken } from './services/tokens.server.ts';

/** What every loader and action gets. */
export type RequestContext = {
  environment: Environment;
  database: RequestDatabase;
  cookies: ReturnType<typeof createCookies>;
  /** The token of the request's session cookie, whether or not the session still lives. */
  sessionToken: string | undefined;
  guestCart: GuestCart;
  /** A message left by the request before this one. */
  toast: Toast | undefined;
  /** What was typed before the session ended. */
  draft: FormDraft | undefined;
  mailer: Mailer;
  /** For the log and for error pages. */
  requestId: string;
  /** For the scripts of this one answer. */
  nonce: string;
  /** Keeps the Worker alive for work that goes on after the answer, or after the client has left. */
  waitUntil: (work: Promise<unknown>) => void;
};

declare module '@remix-run/cloudflare' {
  interface AppLoadContext extends RequestContext {}
}

/**
 * Builds the context of one request; the only reader of the Worker's bindings, for the Worker, the development server
 * and tests alike. Cookies are read here so that loaders can ask the database at once and share one transaction.
 */
export async function createRequestContext(
  request: Request,
  bindings: unknown,
  waitUntil: (work: Promise<unknown>) => void,
): Promise<RequestContext> {
  const environment = parseEnvironment(bindings);
  const cookies = createCookies(environment.COOKIE_SECRETS);
  const header = request.headers.get('cookie');
  const [sessionToken, guestCart, toast, draft] = await Promise.all([
    cookies.readSessionToken(header),
    cookies.readGuestCart(header),
    cookies.readToast(header),
    cookies.readDraft(header),
  ]);
  const requestId = crypto.randomUUID();
  return {
    environment,
    database: createRequestDatabase({
      connectionString: environment.DATABASE_URL,
      endpoint: environment.NEON_ENDPOINT,
      sessionTokenHash: sessionToken && hashToken(sessionToken),
      requestId,
    }),
    cookies,
    sessionToken,
    guestCart,
    toast,
    draft,
    mailer: createMailer(environment),
    requestId,
    nonce: crypto.randomUUID().replaceAll('-', ''),
    waitUntil,
  };
}
