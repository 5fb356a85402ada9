import { neon, neonConfig } from '@neondatabase/serverless';
import { sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http';
import { type DatabaseAccess, DatabaseError } from './errors.server.ts';
import type { colorTheme, organizationRole, PlatformRole, subscriptionTier } from './schema/index.ts';

/**
 * Query functions take this handle: it builds queries, and only `read` and `write` below run them. It does not know the tables
 * by itself: reading through sixty of them at every request costs milliseconds, and queries name theirs anyway.
 */
export type QueryHandle = NeonHttpDatabase;

type Query = BatchItem<'pg'>;
/** Queries by the names of their results. */
export type Queries = Record<string, Query>;
type Results<Q extends Queries> = { [Name in keyof Q]: Q[Name]['_']['result'] };

export type ColorTheme = (typeof colorTheme.enumValues)[number];
export type OrganizationRole = (typeof organizationRole.enumValues)[number];
export type SubscriptionTier = (typeof subscriptionTier.enumValues)[number];

/** The viewer, as `app.begin_request` found them by their session. */
export interface Viewer {
  user: {
    id: string;
    email: string;
    name: string;
    /** Whether their address is confirmed: without, nothing leaves the account for anybody else. */
    isConfirmed: boolean;
    /** The address that theirs changes to once it is confirmed; null where none waits. */
    pendingEmail: string | null;
    /** How the site looks for them. */
    theme: ColorTheme;
    /** Whether they work for the platform, in whatever role. */
    isPlatformAdmin: boolean;
    platformRoles: PlatformRole[];
  };
  /** Null for somebody who belongs to no organization. */
  organization: {
    id: string;
    name: string;
    slug: string;
    tier: SubscriptionTier;
    /** When its data goes, because an OWNER closed it; null while it is open. */
    closingAt: string | null;
  } | null;
  role: OrganizationRole | null;
  /**
   * What requires a second factor of them that their session has not shown; null where nothing does. Until then they administer
   * nothing, and work for no organization once its day (UTC) has come.
   */
  secondFactor: { administers: boolean; organization: { name: string; from: string; isDue: boolean } | null } | null;
  /** Every organization they may switch to. */
  organizations: { id: string; name: string; slug: string; role: OrganizationRole }[];
  /** The number of lines in their cart. */
  cartLines: number;
  /** The number of purchase requests that wait for their decision. */
  waitingRequests: number;
}

/** The results of queries by their names, and the viewer. */
export type Answer<Q extends Queries> = Results<Q> & { viewer: Viewer | null };

export interface RequestDatabase {
  /**
   * Runs queries in the request's one read-only transaction. All loaders of a request that call this before they
   * wait for anything else share one HTTP request to Neon. Tried once more when it fails, within the time limit.
   * @throws DatabaseError
   */
  read<Q extends Queries>(build: (handle: QueryHandle) => Q): Promise<Answer<Q>>;
  /**
   * Runs statements in one read-write transaction of its own: all of them or none. Tried once more only when it lost
   * against another transaction, which means that nothing was written.
   * @throws DatabaseError, with failure `outcome-unknown` when it may have been committed nevertheless
   */
  write<Q extends Queries>(build: (handle: QueryHandle) => Q): Promise<Answer<Q>>;
  /** The cost of this request so far: HTTP requests to the database and their milliseconds. */
  readonly cost: { requests: number; milliseconds: number };
  /** The viewer, as the latest transaction found them; undefined before the first. */
  readonly viewer: Viewer | null | undefined;
  /**
   * The organization that the form of this request was made for; undefined where none is named. While it is set, every read and
   * write of somebody who works for another one is refused: see `isOfOtherOrganization`. It never chooses an organization.
   */
  formOrganization: string | undefined;
  /**
   * The slug of the tool whose module this request shows; undefined elsewhere. While it is set, the database notes that the viewer's
   * organization uses the tool, where they may see it.
   */
  usedTool: string | undefined;
  /**
   * Whether the one transaction of this request's reads may write: for a page that counts its views. Set it before the first `read`
   * is sent. A view whose answer was lost may be counted twice, because reads are tried once more.
   */
  writesWhileReading: boolean;
}

export interface RequestDatabaseOptions {
  /** Connection string of the role `lotline_app`, or `lotline_tasks` for what nobody signed in asks for. */
  connectionString: string;
  /** The address to send queries to instead of Neon: the local endpoint. */
  endpoint?: string | undefined;
  /** SHA-256 of the session token, hex; undefined for somebody without one. */
  sessionTokenHash?: string | undefined;
  requestId: string;
  /** Milliseconds that a read or a write may take, its second try included; 10,000 by default. */
  timeLimitInMilliseconds?: number | undefined;
}

const usualTimeLimitInMilliseconds = 10_000;
/** The share of the time limit for the first try of a read. A slow query gets the longer rest. */
const firstShare = 0.4;

// The driver takes its fetch function for the whole process, not for each client. This one holds no state: everything that
// differs from client to client comes in through `fetchOptions`.
neonConfig.fetchFunction = (url: string, { endpoint, requestId, headers, ...init }: NeonFetchInit) =>
  fetch(endpoint ?? url, { ...init, headers: { ...headers, 'x-request-id': requestId } });

interface NeonFetchInit extends RequestInit {
  endpoint?: string;
  requestId: string;
  headers: Record<string, string>;
}

/** The only way to the database: a reader and a writer for one HTTP request, as the person who holds the session. */
export function createRequestDatabase(options: RequestDatabaseOptions): RequestDatabase {
  const connect = (signal?: AbortSignal) =>
    neon(options.connectionString, {
      fetchOptions: { endpoint: options.endpoint, requestId: options.requestId, signal },
    });
  const handle = drizzle({ client: connect() });
  const cost = { requests: 0, milliseconds: 0 };
  let viewer: Viewer | null | undefined;
  let formOrganization: string | undefined;
  let usedTool: string | undefined;
  let writesWhileReading = false;
  let hasFailed = false;

  async function runTransaction(access: DatabaseAccess, queries: Query[]) {
    const startedAt = performance.now();
    const limit = options.timeLimitInMilliseconds ?? usualTimeLimitInMilliseconds;
    // After an earlier failure the person has waited long enough: a read is tried once, and briefly.
    const mayRepeat = access === 'write' || !hasFailed;
    try {
      return await tryTransaction(access, queries, access === 'read' ? limit * firstShare : limit);
    } catch (error) {
      const left = limit - (performance.now() - startedAt);
      if (!mayRepeat || left <= 0 || !(error instanceof DatabaseError && error.isRepeatable)) throw error;
      return await tryTransaction(access, queries, left);
    }
  }

  async function tryTransaction(access: DatabaseAccess, queries: Query[], milliseconds: number) {
    const beginRequest = handle
      .select({ viewer: sql<Viewer | null>`viewer` })
      .from(
        sql`app.begin_request(${options.sessionTokenHash ?? null}, ${access === 'read' && !writesWhileReading}, ${formOrganization ?? null}, ${usedTool ?? null}) as viewer`,
      );
    const startedAt = performance.now();
    cost.requests += 1;
    try {
      const [begun, ...results] = await withinTime(milliseconds, (signal) =>
        drizzle({ client: connect(signal) }).batch([beginRequest, ...queries]),
      );
      if (begun.length !== 1 || results.length !== queries.length) throw new Error('The answer is incomplete.');
      viewer = begun[0]?.viewer ?? null;
      return { viewer, results };
    } catch (error) {
      const failure = new DatabaseError(error, access);
      hasFailed ||= failure.failure !== 'refused';
      throw failure;
    } finally {
      cost.milliseconds += performance.now() - startedAt;
    }
  }

  type Reading = {
    queries: Query[];
    settle: (results: Promise<{ viewer: Viewer | null; results: unknown[] }>) => void;
  };
  let waiting: Reading[] = [];

  function flush() {
    const readings = waiting;
    waiting = [];
    const transaction = runTransaction(
      'read',
      readings.flatMap((reading) => reading.queries),
    );
    let offset = 0;
    for (const reading of readings) {
      const start = offset;
      offset += reading.queries.length;
      const end = offset;
      reading.settle(transaction.then(({ viewer, results }) => ({ viewer, results: results.slice(start, end) })));
    }
  }

  function nameResults<Q extends Queries>(queries: Q, viewer: Viewer | null, results: unknown[]): Answer<Q> {
    const named: unknown = Object.fromEntries([
      ...Object.keys(queries).map((name, index) => [name, results[index]]),
      ['viewer', viewer],
    ]);
    // A batch answers in the order of its queries; only here do the answers get their names back.
    return named as Answer<Q>;
  }

  return {
    cost,
    get viewer() {
      return viewer;
    },
    get formOrganization() {
      return formOrganization;
    },
    set formOrganization(id) {
      formOrganization = id;
    },
    get usedTool() {
      return usedTool;
    },
    set usedTool(slug) {
      usedTool = slug;
    },
    get writesWhileReading() {
      return writesWhileReading;
    },
    set writesWhileReading(writes) {
      writesWhileReading = writes;
    },
    async read(build) {
      const queries = build(handle);
      const { viewer, results } = await new Promise<{ viewer: Viewer | null; results: unknown[] }>((resolve) => {
        if (waiting.length === 0) setTimeout(flush, 0);
        waiting.push({ queries: Object.values(queries), settle: resolve });
      });
      return nameResults(queries, viewer, results);
    },
    async write(build) {
      const queries = build(handle);
      const { viewer, results } = await runTransaction('write', Object.values(queries));
      return nameResults(queries, viewer, results);
    },
  };
}

/** Aborts work that takes too long, at any stage: before a connection, before an answer, or within one. */
async function withinTime<Result>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const reason = new Error(`No answer within ${Math.round(milliseconds)} ms.`);
      reject(reason);
      controller.abort(reason);
    }, milliseconds);
  });
  try {
    return await Promise.race([work(controller.signal), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
