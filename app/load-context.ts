import { createRequestDatabase, type RequestDatabase } from '#db/request-db.server.ts';
import { type AddressLimits, createAddressLimits } from './request/address-limits.server.ts';
import {
  type Cookies,
  createCookies,
  type FormDraft,
  type GuestCart,
  type ToastMessage,
} from './services/cookies.server.ts';
import { type Environment, parseEnvironment } from './services/environment.server.ts';
import { createFileStore, type FileStore } from './services/files/store.server.ts';
import type { Mailer } from './services/mail-transport.server.ts';
import { createMailer } from './services/mailer.server.ts';
import { createOutgoingRequests, type OutgoingRequests } from './services/outgoing/requests.server.ts';
import { createReceiptReader, type ReceiptReader } from './services/receipt-reader.server.ts';
import { createStaticFiles, type StaticFiles } from './services/static-files.server.ts';
import { type CardPayments, createCardPayments } from './services/stripe.server.ts';
import { createTenantSecrets, type TenantSecrets } from './services/tenant-secrets.server.ts';
import { hashToken } from './services/tokens.server.ts';

/** The context of work without a visitor: the schedule, and events from other services. */
export type SystemContext = {
  environment: Environment;
  /** Asks as the person who holds the request's session; as nobody without a request. */
  database: RequestDatabase;
  mailer: Mailer;
  /** The files of receipts, reports and imports. */
  files: FileStore;
  receiptReader: ReceiptReader;
  /** Requests to addresses that people typed. */
  outgoing: OutgoingRequests;
  /** The files of `public`, such as outlines of maps. */
  staticFiles: StaticFiles;
  /** The secrets that organizations give us or get from us. */
  tenantSecrets: TenantSecrets;
  /** Absent where nobody can pay by card. */
  payments: CardPayments | undefined;
  /** The id of the request, for the log and for error pages. */
  requestId: string;
  /** The same as nobody, for work of the schedule that a request does at once: the database hands secrets to nobody who is signed in. */
  asNobody: () => SystemContext;
  /** Keeps the Worker alive for work that goes on after the answer, or after the client has left. */
  waitUntil: (work: Promise<unknown>) => void;
};

/** The context of every loader and action. */
export type RequestContext = SystemContext & {
  cookies: Cookies;
  /** The token of the request's session cookie, whether or not the session still lives. */
  sessionToken: string | undefined;
  guestCart: GuestCart;
  /** A message left by the previous request. */
  toast: ToastMessage | undefined;
  /** The values typed before the session ended. */
  draft: FormDraft | undefined;
  /** The limits of the network address that the request came from. */
  limits: AddressLimits;
  /** Nonce for the scripts of this answer. */
  nonce: string;
};

declare module '@remix-run/cloudflare' {
  interface AppLoadContext extends RequestContext {}
}

const environments = new WeakMap<object, Environment>();
const cookiesOf = new WeakMap<Environment, RequestContext['cookies']>();

/**
 * The settings among the bindings. They are the same object at every request, so they are checked once.
 * @throws Error naming each setting that is missing or wrong
 */
export function readEnvironment(bindings: unknown): Environment {
  if (typeof bindings !== 'object' || bindings === null) return parseEnvironment(bindings);
  const known = environments.get(bindings) ?? parseEnvironment(bindings);
  environments.set(bindings, known);
  return known;
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
  const environment = readEnvironment(bindings);
  const cookies = cookiesOf.get(environment) ?? createCookies(environment.COOKIE_SECRETS);
  cookiesOf.set(environment, cookies);
  const header = request.headers.get('cookie');
  const [sessionToken, guestCart, toast, draft] = await Promise.all([
    cookies.readSessionToken(header),
    cookies.readGuestCart(header),
    cookies.readToast(header),
    cookies.readDraft(header),
  ]);
  return {
    ...createServices(environment, waitUntil, sessionToken && hashToken(sessionToken)),
    cookies,
    sessionToken,
    guestCart,
    toast,
    draft,
    limits: createAddressLimits(request.headers, environment, environment.COOKIE_SECRETS[0] ?? ''),
    nonce: crypto.randomUUID().replaceAll('-', ''),
  };
}

/** Builds the context of work that no visitor asked for. */
export function createSystemContext(bindings: unknown, waitUntil: (work: Promise<unknown>) => void): SystemContext {
  return createServices(readEnvironment(bindings), waitUntil, undefined);
}

function createServices(
  environment: Environment,
  waitUntil: (work: Promise<unknown>) => void,
  sessionTokenHash: string | undefined,
  requestId: string = crypto.randomUUID(),
): SystemContext {
  return {
    environment,
    database: createRequestDatabase({
      connectionString: environment.DATABASE_URL,
      endpoint: environment.NEON_ENDPOINT,
      sessionTokenHash,
      requestId,
      timeLimitInMilliseconds: environment.DATABASE_TIME_LIMIT_MS,
    }),
    mailer: createMailer(environment),
    files: createFileStore(environment.FILES),
    receiptReader: createReceiptReader(environment.RECEIPT_READER),
    outgoing: createOutgoingRequests({
      fetch: (address, init) => (environment.OUTGOING ?? globalThis).fetch(address, init),
      ownHost: new URL(environment.PUBLIC_URL).hostname,
    }),
    staticFiles: createStaticFiles(environment.ASSETS),
    tenantSecrets: createTenantSecrets(environment.TENANT_SECRET_KEYS),
    payments: createCardPayments(environment),
    requestId,
    asNobody: () => createServices(environment, waitUntil, undefined, requestId),
    waitUntil,
  };
}
