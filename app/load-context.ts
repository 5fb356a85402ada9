import type { ReactNode } from 'react';
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
import { createToken, hashToken } from './services/tokens.server.ts';

/** The context of work without a visitor: the schedule, and events from other services. */
export type SystemContext = {
  environment: Environment;
  /** Asks as the person who holds the request's session; without a request, as the role of tasks. */
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
  /**
   * The same as the role of tasks and nobody's session, for work of the schedule that a request does at once, and for what another
   * service reports: mail, payments, imports, posts. Nothing of it is open to the role that asks for visitors.
   */
  asTasks: () => SystemContext;
  /** Keeps the Worker alive for work that goes on after the answer, or after the client has left. */
  waitUntil: (work: Promise<unknown>) => void;
};

/** The context of every loader and action. */
export type RequestContext = SystemContext & {
  cookies: Cookies;
  /** The token of the request's session cookie, whether or not the session still lives. */
  sessionToken: string | undefined;
  /** The token of the browser's device cookie, or a new one for a browser that has none: it gets it when somebody signs in. */
  deviceToken: string;
  /** The token of a sign-in that waits for a second factor in this browser. */
  pendingToken: string | undefined;
  /** The token of the browser that asked for a mail to sign in with. */
  mailedSignIn: string | undefined;
  /** The page with a token in its address that signing in leads back to. */
  destination: string | undefined;
  guestCart: GuestCart;
  /** A message left by the previous request. */
  toast: ToastMessage | undefined;
  /** The values typed before the session ended, or before somebody was asked who they are. */
  draft: FormDraft | undefined;
  /** The limits of the network address that the request came from. */
  limits: AddressLimits;
  /** Nonce for the scripts of this answer. */
  nonce: string;
  /** Takes what belongs into the next hole of the page, where it is made for everybody: see `page-parts.server.ts`. */
  leaveHole?: (content: ReactNode) => void;
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
  const [sessionToken, deviceToken, pendingToken, mailedSignIn, destination, guestCart, toast, draft] =
    await Promise.all([
      cookies.readSessionToken(header),
      cookies.readDeviceToken(header),
      cookies.readPendingToken(header),
      cookies.readMailedSignIn(header),
      cookies.readDestination(header),
      cookies.readGuestCart(header),
      cookies.readToast(header),
      cookies.readDraft(header),
    ]);
  return {
    ...createServices(environment, waitUntil, {
      connectionString: environment.DATABASE_URL,
      sessionTokenHash: sessionToken && hashToken(sessionToken),
    }),
    cookies,
    sessionToken,
    deviceToken: deviceToken ?? createToken(),
    pendingToken,
    mailedSignIn,
    destination,
    guestCart,
    toast,
    draft,
    limits: createAddressLimits(request.headers, environment, environment.COOKIE_SECRETS[0] ?? ''),
    nonce: crypto.randomUUID().replaceAll('-', ''),
  };
}

/** Builds the context of work that no visitor asked for. */
export function createSystemContext(bindings: unknown, waitUntil: (work: Promise<unknown>) => void): SystemContext {
  return createTasks(readEnvironment(bindings), waitUntil);
}

function createTasks(
  environment: Environment,
  waitUntil: (work: Promise<unknown>) => void,
  requestId?: string,
): SystemContext {
  return createServices(environment, waitUntil, { connectionString: environment.DATABASE_TASKS_URL }, requestId);
}

function createServices(
  environment: Environment,
  waitUntil: (work: Promise<unknown>) => void,
  asks: { connectionString: string; sessionTokenHash?: string | undefined },
  requestId: string = crypto.randomUUID(),
): SystemContext {
  return {
    environment,
    database: createRequestDatabase({
      ...asks,
      endpoint: environment.NEON_ENDPOINT,
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
    asTasks: () => createTasks(environment, waitUntil, requestId),
    waitUntil,
  };
}
