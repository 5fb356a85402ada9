import { z } from 'zod';

// The settings of sending campaigns' mail. Without CAMPAIGN_TRANSPORT none is sent, and what is due waits.

const domain = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,63}$/, 'write a domain like mail.example.com, in lower case');

/** Comma separated. A refusal must not repeat them. */
const trackingSecrets = z
  .string()
  .transform((secrets) => secrets.split(',').map((secret) => secret.trim()))
  .pipe(z.array(z.string().min(32, 'each tracking secret needs at least 32 characters')).min(1));

/** A queue of `wrangler.toml`. */
const queue = z.custom<Queue<unknown>>(
  (binding) =>
    typeof binding === 'object' && binding !== null && 'send' in binding && typeof binding.send === 'function',
);

/** PKCS #8 of an RSA key, DER in base64, as a PEM. A refusal must not repeat it. */
const privateKey = z.string().transform((text, context) => {
  const base64 = text.replaceAll(/\s/g, '');
  if (/^[A-Za-z\d+/]{800,}={0,2}$/.test(base64))
    return `-----BEGIN PRIVATE KEY-----\n${base64.replaceAll(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
  context.addIssue({
    code: 'custom',
    message: 'make it with `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -outform DER | base64 -w0`',
  });
  return z.NEVER;
});

const perSecond = z.coerce.number().int().min(0).max(100_000);
const seconds = z.coerce.number().int().min(1).max(3600);

/** The settings by their names. */
export const sendingSettings = {
  /** How campaigns' mail leaves: over SMTP_URL, by Resend, or into the local outbox. */
  CAMPAIGN_TRANSPORT: z.enum(['smtp', 'resend', 'outbox']).optional(),
  /** `off` starts, queues and hands over nothing; what is under way is still settled. */
  CAMPAIGN_SENDING: z.enum(['on', 'off']).default('on'),
  /** Organizations without a domain of their own send from addresses here. */
  CAMPAIGN_FROM_DOMAIN: domain.optional(),
  /** Signs for CAMPAIGN_FROM_DOMAIN: the name in its DNS, and the key. */
  CAMPAIGN_DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional(),
  CAMPAIGN_DKIM_KEY: privateKey.optional(),
  /** Its mail goes to the Worker's `email()`: bounces, complaints, and mails that unsubscribe. */
  BOUNCE_DOMAIN: domain.optional(),
  /** Secrets of tokens and tracking links: the newest first, which makes them; each verifies for two years. */
  TRACKING_SECRETS: trackingSecrets.optional(),
  RESEND_API_KEY: z.string().min(1).optional(),
  /** Signs what Resend reports, `whsec_…`. */
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z\d+/]{16,}={0,2}$/)
    .optional(),
  /** Comma separated domains that are verified at Resend; organizations send from these themselves. */
  RESEND_DOMAINS: z
    .string()
    .default('')
    .transform((domains) => domains.split(',').flatMap((name) => name.trim() || [])),
  /** Address of the stand-in for Resend in tests; absent in production. */
  RESEND_API_URL: z.url().optional(),
  /** Messages a second in all, and to the servers of one group of domains; 0 for no limit. */
  SEND_RATE: perSecond.default(14),
  SEND_GROUP_RATE: perSecond.default(5),
  /** How long a lane may work on a stride, and after how long without an answer its outcome counts as unknown. */
  SEND_LEASE_SECONDS: seconds.default(120),
  SEND_SWEEP_SECONDS: seconds.default(600),
  /** Wakes lanes; without it the schedule works in one itself. */
  CAMPAIGN_QUEUE: queue.optional(),
};

type Settings = z.output<z.ZodObject<typeof sendingSettings>>;

/** A setting that another one asks for. */
interface Missing {
  name: keyof Settings;
  message: string;
}

/** Settings that are missing or wrong beside the others. */
export function listMissingSendingSettings(
  settings: Settings & { ENVIRONMENT: string; SMTP_URL?: unknown; OUTBOX_URL?: unknown },
): Missing[] {
  const { CAMPAIGN_TRANSPORT: transport } = settings;
  const missing: Missing[] = [];
  const ask = (name: keyof Settings, isMissing: boolean, message: string) => {
    if (isMissing) missing.push({ name, message });
  };
  if (transport === undefined) return missing;
  for (const name of ['CAMPAIGN_FROM_DOMAIN', 'BOUNCE_DOMAIN', 'TRACKING_SECRETS'] as const)
    ask(name, settings[name] === undefined, 'has to be set where CAMPAIGN_TRANSPORT is');
  ask('CAMPAIGN_TRANSPORT', transport === 'smtp' && !settings.SMTP_URL, 'smtp needs SMTP_URL and MAIL_FROM');
  ask('CAMPAIGN_TRANSPORT', transport === 'outbox' && !settings.OUTBOX_URL, 'outbox needs OUTBOX_URL');
  for (const name of ['RESEND_API_KEY', 'RESEND_WEBHOOK_SECRET'] as const)
    ask(name, transport === 'resend' && settings[name] === undefined, 'has to be set for the transport resend');
  ask(
    'CAMPAIGN_DKIM_KEY',
    (settings.CAMPAIGN_DKIM_KEY === undefined) !== (settings.CAMPAIGN_DKIM_SELECTOR === undefined),
    'set CAMPAIGN_DKIM_SELECTOR and CAMPAIGN_DKIM_KEY both, or neither',
  );
  ask(
    'SEND_SWEEP_SECONDS',
    settings.SEND_SWEEP_SECONDS < settings.SEND_LEASE_SECONDS,
    'has to be at least SEND_LEASE_SECONDS',
  );
  if (settings.ENVIRONMENT !== 'production') return missing;
  ask('CAMPAIGN_TRANSPORT', transport === 'outbox', 'outbox sends nothing: it is for development');
  ask('RESEND_API_URL', settings.RESEND_API_URL !== undefined, 'is for tests');
  ask(
    'CAMPAIGN_DKIM_KEY',
    transport === 'smtp' && settings.CAMPAIGN_DKIM_KEY === undefined,
    'has to be set in production for the transport smtp, or mail programs offer nobody to unsubscribe (RFC 8058)',
  );
  return missing;
}
