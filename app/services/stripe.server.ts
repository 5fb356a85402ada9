import type Stripe from 'stripe';
import type { Environment } from './environment.server.ts';

type Library = typeof import('./stripe-library.ts');

// Where the Worker has Stripe's library. Bundlers pull in whatever stands in the import itself.
const besideWorker = './stripe-library.js';

const loadLibrary = (): Promise<Library> =>
  import.meta.env.PROD ? import(/* @vite-ignore */ besideWorker) : import('./stripe-library.ts');

/** A payment to be started. */
export interface PaymentRequest {
  /** Number of the order: starting it again with the same number gives the same payment. */
  number: string;
  /** Cents. */
  amount: number;
  /** ISO 4217, lower case. */
  currency: string;
  email: string;
  description: string;
  /** End of the time to pay; between 30 minutes and a day from now. */
  expiresAt: Date;
  /** The page the buyer comes back to. */
  returnUrl: string;
}

/** State of a payment, as the provider tells it. */
export interface PaymentState {
  /** Id of the event. When we asked the provider ourselves, an id that stands for one. */
  event: string;
  type: string;
  /** `OPEN` can still be paid; `PROCESSING`: the bank takes its time; `FAILED` and `EXPIRED` will never be paid. */
  state: 'OPEN' | 'PAID' | 'PROCESSING' | 'FAILED' | 'EXPIRED';
  reference: string;
  /** Number of the order. */
  number: string;
  intent: string | null;
  /** Cents. */
  amount: number | null;
  currency: string | null;
}

/** A refund of a payment, as the provider has it. */
export interface RefundState {
  reference: string;
  /** Cents. */
  amount: number;
  currency: string;
  /** `KEPT`: it failed or was called off, so the money is with us. */
  state: 'GONE' | 'KEPT';
  /** What one of ours is for, as `refund` was told; null for one that somebody made at the provider. */
  sentFor: string | null;
  /** ISO 8601. */
  happenedAt: string;
}

/** State of a dispute of a payment, as the provider tells it. */
export interface DisputeState {
  event: string;
  type: string;
  reference: string;
  intent: string;
  /** Cents. */
  amount: number;
  currency: string;
  /** `GONE`: it is lost; `KEPT`: it is won, or was withdrawn. */
  state: 'OPEN' | 'GONE' | 'KEPT';
  /** ISO 8601. */
  happenedAt: string;
}

/** What an event of the provider is about. Of refunds it only says of which payment: `listRefunds` knows them. */
export type ProviderEvent =
  | { about: 'PAYMENT'; payment: PaymentState }
  | { about: 'REFUNDS'; event: string; type: string; intent: string }
  | { about: 'DISPUTE'; dispute: DisputeState };

/** Payment by card, at a provider that holds the card. Every method throws when the provider does not answer or refuses. */
export interface CardPayments {
  /** The provider's page may be the target of our form's redirect. */
  origin: string;
  start(payment: PaymentRequest): Promise<{ reference: string; url: string }>;
  /** The address of the page of a started payment; undefined when it can no longer be paid. */
  findPage(reference: string): Promise<string | undefined>;
  /** Ends a payment that is still open, and returns its state. */
  end(reference: string): Promise<PaymentState>;
  /** Sends money back, once for each `sentFor`. Returns the provider's id of the refund. */
  refund(refund: { sentFor: string; intent: string; amount: number }): Promise<string>;
  /** All refunds of a payment, those made at the provider among them. */
  listRefunds(intent: string): Promise<RefundState[]>;
  /**
   * Reads an event the provider sent.
   * @returns undefined for an event of another kind; 'forged' when the signature is not the provider's, or too old
   */
  readEvent(body: string, signature: string): Promise<ProviderEvent | 'forged' | undefined>;
}

const timeLimitInMilliseconds = 10_000;

/** Stripe Checkout with the keys of the settings; undefined without them: then nobody can pay by card. */
export function createCardPayments(environment: Environment): CardPayments | undefined {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_URL } = environment;
  if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET) return undefined;
  let client: Stripe | undefined;
  // Most requests need no client: the library is loaded, and one made, when something is asked of it.
  const open = async () => {
    const { Stripe } = await loadLibrary();
    client ??= new Stripe(STRIPE_SECRET_KEY, {
      httpClient: Stripe.createFetchHttpClient(),
      timeout: timeLimitInMilliseconds,
      maxNetworkRetries: 1,
      telemetry: false,
      ...(STRIPE_API_URL && describeHost(new URL(STRIPE_API_URL))),
    });
    return { stripe: client, Stripe };
  };

  return {
    origin: STRIPE_API_URL ? new URL(STRIPE_API_URL).origin : 'https://checkout.stripe.com',

    async start({ number, amount, currency, email, description, expiresAt, returnUrl }) {
      const { stripe } = await open();
      const session = await stripe.checkout.sessions.create(
        {
          mode: 'payment',
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency,
                unit_amount: amount,
                product_data: { name: `Lotline order ${number}`, description: shorten(description) },
              },
            },
          ],
          client_reference_id: number,
          customer_email: email,
          payment_intent_data: { description: `Lotline order ${number}`, metadata: { order: number } },
          expires_at: Math.floor(expiresAt.getTime() / 1000),
          success_url: `${returnUrl}?payment=made`,
          cancel_url: `${returnUrl}?payment=left`,
        },
        { idempotencyKey: `order:${number}:${expiresAt.getTime()}` },
      );
      if (!session.url) throw new Error(`The payment ${session.id} has no page.`);
      return { reference: session.id, url: session.url };
    },

    async findPage(reference) {
      const { stripe } = await open();
      const { url } = await stripe.checkout.sessions.retrieve(reference);
      return url ?? undefined;
    },

    async end(reference) {
      const { stripe, Stripe } = await open();
      const session = await stripe.checkout.sessions.retrieve(reference);
      const ended =
        session.status === 'open'
          ? await expire(stripe, reference, (error) => error instanceof Stripe.errors.StripeInvalidRequestError)
          : session;
      const state = stateOf(ended);
      return { ...describeSession(ended), event: `asked:${reference}:${state}`, type: 'asked', state };
    },

    async refund({ sentFor, intent, amount }) {
      const { stripe } = await open();
      const refund = await stripe.refunds.create(
        { payment_intent: intent, amount, metadata: { sentFor } },
        { idempotencyKey: `refund:${sentFor}` },
      );
      return refund.id;
    },

    async listRefunds(intent) {
      const { stripe } = await open();
      const refunds = await stripe.refunds
        .list({ payment_intent: intent, limit: 100 })
        .autoPagingToArray({ limit: 1000 });
      return refunds.map((refund) => ({
        reference: refund.id,
        amount: refund.amount,
        currency: refund.currency,
        state: refund.status === 'failed' || refund.status === 'canceled' ? 'KEPT' : 'GONE',
        sentFor: refund.metadata?.sentFor ?? null,
        happenedAt: new Date(refund.created * 1000).toISOString(),
      }));
    },

    async readEvent(body, signature) {
      const { stripe, Stripe } = await open();
      let event: Stripe.Event;
      try {
        event = await stripe.webhooks.constructEventAsync(
          body,
          signature,
          STRIPE_WEBHOOK_SECRET,
          undefined,
          Stripe.createSubtleCryptoProvider(),
        );
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError) return 'forged';
        throw error;
      }
      return describeEvent(event);
    },
  };
}

function describeEvent(event: Stripe.Event): ProviderEvent | undefined {
  const { id, type } = event;
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.expired': {
      const session = event.data.object;
      return { about: 'PAYMENT', payment: { ...describeSession(session), event: id, type, state: stateOf(session) } };
    }
    case 'checkout.session.async_payment_failed':
      return { about: 'PAYMENT', payment: { ...describeSession(event.data.object), event: id, type, state: 'FAILED' } };
    case 'charge.refunded':
    case 'charge.refund.updated':
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed': {
      const intent = idOf(event.data.object.payment_intent);
      return intent === null ? undefined : { about: 'REFUNDS', event: id, type, intent };
    }
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
    case 'charge.dispute.closed': {
      const { id: reference, payment_intent, amount, currency, status, created } = event.data.object;
      const intent = idOf(payment_intent);
      if (intent === null) return undefined;
      const happenedAt = new Date(created * 1000).toISOString();
      const state = disputeStateOf(status);
      return { about: 'DISPUTE', dispute: { event: id, type, reference, intent, amount, currency, state, happenedAt } };
    }
    default:
      return undefined;
  }
}

/** An inquiry of the bank (`warning_…`) is open like a dispute, and closed without money having moved. */
function disputeStateOf(status: Stripe.Dispute.Status): DisputeState['state'] {
  switch (status) {
    case 'lost':
      return 'GONE';
    case 'won':
    case 'warning_closed':
    case 'prevented':
      return 'KEPT';
    default:
      return 'OPEN';
  }
}

/** The id of what the provider names by its id, or sends whole. */
const idOf = (named: string | { id: string } | null) => (typeof named === 'string' ? named : (named?.id ?? null));

/**
 * Ends a payment. Somebody may pay at that very moment: then it cannot be ended, and its new state counts.
 * @param isRefusal  whether an error says that the provider will not do it
 */
async function expire(
  stripe: Stripe,
  reference: string,
  isRefusal: (error: unknown) => boolean,
): Promise<Stripe.Checkout.Session> {
  try {
    return await stripe.checkout.sessions.expire(reference);
  } catch (error) {
    if (isRefusal(error)) return stripe.checkout.sessions.retrieve(reference);
    throw error;
  }
}

function stateOf({ status, payment_status }: Stripe.Checkout.Session): PaymentState['state'] {
  if (status === 'expired') return 'EXPIRED';
  if (status === 'open') return 'OPEN';
  return payment_status === 'unpaid' ? 'PROCESSING' : 'PAID';
}

function describeSession(session: Stripe.Checkout.Session) {
  return {
    reference: session.id,
    number: session.client_reference_id ?? '',
    intent: idOf(session.payment_intent),
    amount: session.amount_total,
    currency: session.currency,
  };
}

function describeHost({ protocol, hostname, port }: URL) {
  return { protocol: protocol === 'http:' ? ('http' as const) : ('https' as const), host: hostname, port };
}

/** The provider accepts at most 500 characters. */
function shorten(text: string): string {
  return text.length > 500 ? `${text.slice(0, 499)}…` : text;
}
