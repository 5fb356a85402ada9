import { z } from 'zod';

const environmentSchema = z
  .object({
    ENVIRONMENT: z.enum(['production', 'development']),
    /** Of the role `lotline_app`. */
    DATABASE_URL: z.url(),
    /** The local endpoint that stands in for Neon's; absent in production. */
    NEON_ENDPOINT: z.url().optional(),
    /** Where mail is collected instead of being sent; absent in production. */
    OUTBOX_URL: z.url().optional(),
    /** Comma separated: the first signs, all verify, so that a secret can be replaced without losing anyone's cart. */
    COOKIE_SECRETS: z
      .string()
      .transform((secrets) => secrets.split(',').map((secret) => secret.trim()))
      .pipe(z.array(z.string().min(16, 'each cookie secret needs at least 16 characters')).min(1)),
    /** Of the account at Stripe that takes card payments, with the secret of its webhook; without both, invoice only. */
    STRIPE_SECRET_KEY: z.string().min(1).optional(),
    STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
    /** What stands in for Stripe in tests; absent in production. */
    STRIPE_API_URL: z.url().optional(),
  })
  .refine(
    ({ STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET }) =>
      (STRIPE_SECRET_KEY === undefined) === (STRIPE_WEBHOOK_SECRET === undefined),
    { path: ['STRIPE_WEBHOOK_SECRET'], message: 'set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, or neither' },
  );

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
