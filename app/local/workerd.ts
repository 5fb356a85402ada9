import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Miniflare, type WorkerOptions as MiniflareWorker } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { besideWorker, buildReceiptReader } from './build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readerName = 'lotline-receipt-reader';

/** The Worker's settings: plain text variables, as in production. */
export interface WorkerBindings {
  DATABASE_URL: string;
  /** Only in front of a database that is not Neon's own. */
  NEON_ENDPOINT?: string | undefined;
  /** Milliseconds; only where the usual time is too long. */
  DATABASE_TIME_LIMIT_MS?: string | undefined;
  /** Where people reach the site. */
  PUBLIC_URL: string;
  /** Only outside production. */
  OUTBOX_URL?: string | undefined;
  /** Instead of the outbox. */
  SMTP_URL?: string | undefined;
  MAIL_FROM?: string | undefined;
  /** Where weaknesses are reported to, and where outages are told. */
  SECURITY_CONTACT?: string | undefined;
  STATUS_URL?: string | undefined;
  /** Comma separated. */
  COOKIE_SECRETS: string;
  /** Comma separated, 32 bytes in base64 each. */
  TENANT_SECRET_KEYS: string;
  ENVIRONMENT: 'development' | 'production';
  /** Sending of campaigns' mail: app/services/sending-settings.server.ts. */
  CAMPAIGN_TRANSPORT?: 'smtp' | 'resend' | 'outbox' | undefined;
  CAMPAIGN_SENDING?: 'on' | 'off' | undefined;
  CAMPAIGN_FROM_DOMAIN?: string | undefined;
  CAMPAIGN_DKIM_SELECTOR?: string | undefined;
  CAMPAIGN_DKIM_KEY?: string | undefined;
  BOUNCE_DOMAIN?: string | undefined;
  /** Comma separated. */
  TRACKING_SECRETS?: string | undefined;
  RESEND_API_KEY?: string | undefined;
  RESEND_WEBHOOK_SECRET?: string | undefined;
  RESEND_DOMAINS?: string | undefined;
  RESEND_API_URL?: string | undefined;
  SEND_RATE?: string | undefined;
  SEND_GROUP_RATE?: string | undefined;
  SEND_LEASE_SECONDS?: string | undefined;
  SEND_SWEEP_SECONDS?: string | undefined;
  /** Seconds for which a public page kept at the edge counts as fresh: 60 by default, 0 keeps none. */
  PUBLIC_PAGE_SECONDS?: string | undefined;
  /** Only where payment by card is offered. */
  STRIPE_SECRET_KEY?: string | undefined;
  STRIPE_WEBHOOK_SECRET?: string | undefined;
  STRIPE_API_URL?: string | undefined;
}

/** Settings of a running Worker. */
export interface WorkerOptions {
  /** 0 for any free one. */
  port: number;
  host?: string;
  bindings: WorkerBindings;
  /** Where the files of the bucket stay; a place of its own that ends with the Worker by default. */
  filesDirectory?: string;
  /** Puts Workers between the app and what it is bound to. */
  changeWorkers?: (app: MiniflareWorker) => MiniflareWorker[];
  /** PEM of certificates that the Worker trusts beside the usual ones. */
  trustedCertificates?: string[];
  /** Lets anybody deliver mail to the Worker, at `/cdn-cgi/handler/email?from=&to=`. */
  takesMail?: boolean;
  /** Lets a program look into the Worker's memory. */
  hasInspector?: boolean;
  /** Gets what the Worker writes to its console, line by line. */
  onOutput?: (line: string) => void;
}

/** A Worker that answers requests. */
export interface LocalWorker {
  url: string;
  /** Runs a cron trigger of the Worker, by default that of every five minutes; resolves when its work is done. */
  runSchedule(cron?: string): Promise<void>;
  /** The address of its inspector. Only where it was started with one. */
  findInspector(): Promise<URL>;
  stop(): Promise<void>;
}

/** Runs the bundle of `buildApp` in workerd with the assets, headers and flags of `wrangler.toml`; resolves once it answers. */
export async function startWorker({
  port,
  host = '127.0.0.1',
  bindings,
  filesDirectory,
  changeWorkers,
  trustedCertificates = [],
  takesMail = false,
  hasInspector = false,
  onOutput = () => {},
}: WorkerOptions): Promise<LocalWorker> {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, 'wrangler.toml'));
  const app = {
    ...workerOptions,
    name: 'lotline',
    bindings: { ...workerOptions.bindings, ...withoutUndefined(bindings) },
    serviceBindings: { ...workerOptions.serviceBindings, RECEIPT_READER: readerName },
    modules: listModules(join(root, 'build/worker'), ['index.js', ...besideWorker.map(({ file }) => file)]),
    modulesRoot: join(root, 'build/worker'),
    outboundService: {
      network: {
        allow: ['public' as const, 'private' as const],
        tlsOptions: { trustBrowserCas: true, trustedCertificates },
      },
    },
  };
  const miniflare = new Miniflare({
    workers: [...(changeWorkers?.(app) ?? [app]), describeReader()],
    ...(filesDirectory && { r2Persist: filesDirectory }),
    host,
    port,
    ...(takesMail && { unsafeTriggerHandlers: true }),
    ...(hasInspector && { inspectorPort: 0 }),
    // Otherwise Miniflare fetches the request's place on earth from the Internet.
    cf: false,
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      createInterface({ input: stdout }).on('line', onOutput);
      createInterface({ input: stderr }).on('line', onOutput);
    },
  });
  try {
    const url = await miniflare.ready;
    return {
      url: url.origin,
      async runSchedule(cron = '*/5 * * * *') {
        const worker = await miniflare.getWorker();
        await worker.scheduled({ cron });
      },
      findInspector: async () => new URL(`./core:user:${app.name}`, await miniflare.getInspectorURL()),
      stop: () => miniflare.dispose(),
    };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}

const listModules = (directory: string, files: readonly string[]) =>
  files.map((file) => ({ type: 'ESModule' as const, path: join(directory, file) }));

/** The Worker that reads receipts, as `buildApp` left it. */
function describeReader(): MiniflareWorker {
  const directory = join(root, 'build/receipt-reader');
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, 'app/receipt-reader/wrangler.toml'));
  return {
    ...workerOptions,
    name: readerName,
    modulesRoot: directory,
    modules: listModules(directory, ['index.js', 'pdfjs.mjs']),
  };
}

/**
 * Starts what code in Node needs of Cloudflare, for `npm run dev`: the bucket, the files of `public`, and the reader of receipts.
 * @param directory  where the files stay
 */
export async function startBindings(
  directory: string,
): Promise<{ bindings: Record<string, unknown>; stop(): Promise<void> }> {
  await buildReceiptReader();
  const miniflare = new Miniflare({
    workers: [
      {
        name: 'bindings',
        modules: true,
        script: 'export default {};',
        r2Buckets: { FILES: 'lotline-files' },
        assets: { directory: join(root, 'public'), binding: 'ASSETS' },
        serviceBindings: { RECEIPT_READER: readerName },
      },
      describeReader(),
    ],
    r2Persist: directory,
    cf: false,
  });
  return { bindings: await miniflare.getBindings(), stop: () => miniflare.dispose() };
}

function withoutUndefined(bindings: WorkerBindings): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [name, value] of Object.entries(bindings)) {
    if (value !== undefined) defined[name] = value;
  }
  return defined;
}
