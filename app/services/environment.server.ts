import { z } from 'zod';
import type { Sender } from './mail-transport.server.ts';
import { listMissingSendingSettings, sendingSettings } from './sending-settings.server.ts';
import type { SmtpServer } from './smtp.server.ts';

const smtpServer = z.string().transform((text, context): SmtpServer => {
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const [user, password] = url ? [decode(url.username), decode(url.password)] : [];
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname || !user || !password)
    return refuse('write it as smtps://user:password@host:465, or smtp:// for STARTTLS');
  const secure = url.protocol === 'smtps:';
  const port = Number(url.port || (secure ? 465 : 587));
  if (port === 25) return refuse('Workers cannot reach port 25: use 465 with smtps://, or 587 with smtp://');
  return { host: url.hostname, port, secure, user, password };
});

/** Decodes percent-encoding; undefined for a text with a broken one. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const sender = z.string().transform((text, context): Sender => {
  const [, name = 'Lotline', address = text.trim()] = /^([^<>\p{Cc}]+?)\s*<([^<>]*)>$/u.exec(text.trim()) ?? [];
  if (z.email().safeParse(address).success) return { name, address };
  context.addIssue({ code: 'custom', message: 'write it as Lotline <mail@example.com>' });
  return z.NEVER;
});

/** Comma separated keys of 256 bits in base64. A refusal must not repeat them. */
const encryptionKeys = z.string().transform((text, context): Uint8Array<ArrayBuffer>[] => {
  const keys = text.split(',').map((key) => key.trim());
  if (keys.every((key) => /^[A-Za-z\d+/]{43}=$/.test(key)))
    return keys.map((key) => Uint8Array.from(Buffer.from(key, 'base64')));
  context.addIssue({
    code: 'custom',
    message: 'each key is 32 random bytes in base64, as `openssl rand -base64 32` writes them',
  });
  return z.NEVER;
});

/** A limit of `wrangler.toml`. */
const rateLimit = z.custom<RateLimit>(
  (binding) =>
    typeof binding === 'object' && binding !== null && 'limit' in binding && typeof binding.limit === 'function',
);

/** A bucket of `wrangler.toml`. */
const bucket = z.custom<R2Bucket>(
  (binding) =>
    typeof binding === 'object' && binding !== null && 'createMultipartUpload' in binding && 'list' in binding,
);

/** Another Worker. */
const service = z.custom<Fetcher>(
  (binding) =>
    typeof binding === 'object' && binding !== null && 'fetch' in binding && typeof binding.fetch === 'function',
);

const settings = z.object({
  ENVIRONMENT: z.enum(['production', 'development']),
  /** Connection string of the role `lotline_app`, as which the Worker asks for whoever is there. */
  DATABASE_URL: z.url(),
  /** Connection string of the role `lotline_tasks`, for what only the schedule, webhooks and the work behind an answer do. */
  DATABASE_TASKS_URL: z.url(),
  /** The local endpoint that stands in for Neon's; absent in production. */
  NEON_ENDPOINT: z.url().optional(),
  /** Time limit of a page for the database; 10 seconds unless set. */
  DATABASE_TIME_LIMIT_MS: z.coerce.number().int().min(100).max(30_000).optional(),
  /** The origin of the site, for links in mail: a request's own address could be forged. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
  /** Address of the outbox that collects mail instead of sending it; absent in production. */
  OUTBOX_URL: z.url().optional(),
  /** The mail server; without one, mail waits in the database. */
  SMTP_URL: smtpServer.optional(),
  /** Sender of all mail. */
  MAIL_FROM: sender.optional(),
  /** Where weaknesses are reported to, an email address or a page; the sender of all mail unless set. */
  SECURITY_CONTACT: z
    .union([z.email().transform((address) => `mailto:${address}`), z.url({ protocol: /^https$/ })], {
      error: 'write an email address, or the https:// address of a page',
    })
    .optional(),
  /** A page elsewhere that tells of outages. */
  STATUS_URL: z.url({ protocol: /^https$/ }).optional(),
  /** Comma separated: the first signs, all verify, so that a secret can be replaced without losing anyone's cart. */
  COOKIE_SECRETS: z
    .string()
    .transform((secrets) => secrets.split(',').map((secret) => secret.trim()))
    .pipe(z.array(z.string().min(16, 'each cookie secret needs at least 16 characters')).min(1)),
  /** Keys that seal the secrets of organizations: the first seals, all open. Only development may be without, and then keeps none. */
  TENANT_SECRET_KEYS: encryptionKeys.optional(),
  /** How long a public page kept at the edge counts as fresh; 0 keeps none. */
  PUBLIC_PAGE_SECONDS: z.coerce.number().int().min(0).default(60),
  /** Key of the Stripe account that takes card payments, and the secret of its webhook; without both, orders are paid by invoice only. */
  STRIPE_SECRET_KEY: z.string().min(1).optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
  /** Address of the stand-in for Stripe in tests; absent in production. */
  STRIPE_API_URL: z.url().optional(),
  /** Rate limits of one network address, for forms, and for all writing and searching; absent where the app runs without workerd. */
  FORM_RATE_LIMIT: rateLimit.optional(),
  POST_RATE_LIMIT: rateLimit.optional(),
  /** The bucket that keeps files; without one, what brings or makes a file says that it cannot be kept. */
  FILES: bucket.optional(),
  /** The Worker that reads PDF receipts; without one, none is read. */
  RECEIPT_READER: service.optional(),
  /** The files of `public`. */
  ASSETS: service.optional(),
  /** Stands in for the Internet where people's own addresses are asked, in tests; absent in production. */
  OUTGOING: service.optional(),
  ...sendingSettings,
});

/** The role that a connection string logs in as. */
const userOf = (connectionString: string) => new URL(connectionString).username;

/** Whether a connection string is one of `npm start`: its password stands in this repository (db/local/connection.ts). */
function isOfLocalDatabase(connectionString: string): boolean {
  const { hostname, password } = new URL(connectionString);
  return /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname) || password === 'lotline';
}

/** Secrets that stand in this repository, for local runs and tests, begin so: everybody knows them. */
const knownSecret = /^only[- ]for[- ]/;

/** The settings that hold secrets, as texts. */
function listSecrets({
  COOKIE_SECRETS,
  TENANT_SECRET_KEYS = [],
  TRACKING_SECRETS = [],
  RESEND_WEBHOOK_SECRET,
}: Secrets) {
  return {
    COOKIE_SECRETS,
    TENANT_SECRET_KEYS: TENANT_SECRET_KEYS.map((key) => Buffer.from(key).toString('latin1')),
    TRACKING_SECRETS,
    RESEND_WEBHOOK_SECRET: [
      Buffer.from(RESEND_WEBHOOK_SECRET?.slice('whsec_'.length) ?? '', 'base64').toString('latin1'),
    ],
  };
}

type Secrets = Pick<
  z.output<typeof settings>,
  'COOKIE_SECRETS' | 'TENANT_SECRET_KEYS' | 'TRACKING_SECRETS' | 'RESEND_WEBHOOK_SECRET'
>;

/** Settings that stand in for something in development. In production they would send mail, or what is asked of the database, elsewhere. */
const developmentSettings = ['OUTBOX_URL', 'NEON_ENDPOINT', 'OUTGOING'] as const;

const environmentSchema = settings
  .superRefine((environment, context) => {
    if (environment.ENVIRONMENT !== 'production') return;
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (userOf(environment.DATABASE_TASKS_URL) === userOf(environment.DATABASE_URL))
      refuse('DATABASE_TASKS_URL', 'must log in as another role than DATABASE_URL: lotline_tasks');
    for (const name of ['DATABASE_URL', 'DATABASE_TASKS_URL'] as const) {
      if (isOfLocalDatabase(environment[name])) refuse(name, 'is that of a local database; name the one of production');
    }
    for (const name of developmentSettings) {
      if (environment[name] !== undefined) refuse(name, 'is for development only; take it out');
    }
    if (environment.STRIPE_API_URL?.startsWith('https:') === false)
      refuse('STRIPE_API_URL', 'must be an https:// address in production');
    for (const [name, secrets] of Object.entries(listSecrets(environment))) {
      if (secrets.some((secret) => knownSecret.test(secret)))
        refuse(name, 'is one that stands in the source; make one of your own');
    }
  })
  .refine(
    ({ STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET }) =>
      (STRIPE_SECRET_KEY === undefined) === (STRIPE_WEBHOOK_SECRET === undefined),
    { path: ['STRIPE_WEBHOOK_SECRET'], message: 'set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, or neither' },
  )
  .refine(({ SMTP_URL, MAIL_FROM }) => (SMTP_URL === undefined) === (MAIL_FROM === undefined), {
    path: ['MAIL_FROM'],
    message: 'set SMTP_URL and MAIL_FROM both, or neither',
  })
  .refine(({ ENVIRONMENT, PUBLIC_URL }) => ENVIRONMENT !== 'production' || PUBLIC_URL.startsWith('https:'), {
    path: ['PUBLIC_URL'],
    message: 'must be an https:// address in production',
  })
  .refine(
    ({ ENVIRONMENT, FORM_RATE_LIMIT, POST_RATE_LIMIT }) =>
      ENVIRONMENT !== 'production' || (FORM_RATE_LIMIT && POST_RATE_LIMIT),
    { path: ['FORM_RATE_LIMIT'], message: 'both limits of wrangler.toml have to be bound in production' },
  )
  .refine(({ ENVIRONMENT, FILES }) => ENVIRONMENT !== 'production' || FILES, {
    path: ['FILES'],
    message: 'the R2 bucket of wrangler.toml has to be bound in production, or no receipt and no report could be kept',
  })
  .refine(({ ENVIRONMENT, TENANT_SECRET_KEYS }) => ENVIRONMENT !== 'production' || TENANT_SECRET_KEYS, {
    path: ['TENANT_SECRET_KEYS'],
    message: 'has to be set in production, or no secret of a webhook could be kept: see `openssl rand -base64 32`',
  })
  .superRefine((values, context) => {
    for (const { name, message } of listMissingSendingSettings(values))
      context.addIssue({ code: 'custom', path: [name], message });
  });

/** The Worker's settings, checked. */
export type Environment = z.infer<typeof environmentSchema>;

/**
 * Reads the Worker's variables and secrets.
 * @throws Error naming each setting that is missing or wrong
 */
export function parseEnvironment(bindings: unknown): Environment {
  const parsed = environmentSchema.safeParse(bindings);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The Worker's settings are not complete. ${problems.join('; ')}`);
}
