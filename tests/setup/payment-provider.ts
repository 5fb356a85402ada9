import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import Stripe from 'stripe';

/** A checkout session as the provider keeps it. */
interface Session {
  id: string;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'unpaid' | 'paid';
  client_reference_id: string;
  amount_total: number;
  currency: string;
  payment_intent: string | null;
  success_url: string;
  cancel_url: string;
  expires_at: number;
  url: string | null;
}

/** A refund as the provider keeps it. */
interface Refund {
  id: string;
  object: 'refund';
  payment_intent: string;
  amount: number;
  currency: string;
  status: 'succeeded' | 'failed';
  /** Seconds since 1970. */
  created: number;
  metadata: Record<string, string>;
}

/** What an event can be about, as the provider shows it. */
type Described =
  | Session
  | Refund
  | { object: 'charge'; payment_intent: string; amount: number; amount_refunded: number }
  | {
      object: 'dispute';
      id: string;
      payment_intent: string;
      amount: number;
      currency: string;
      status: string;
      created: number;
    };

/** The few endpoints of Stripe that we use, with its page to pay on and its signed events. */
export interface PaymentProvider {
  bindings: { STRIPE_SECRET_KEY: string; STRIPE_WEBHOOK_SECRET: string; STRIPE_API_URL: string };
  /** Newest last. */
  sessions: Session[];
  refunds: Refund[];
  /** Answers the next requests with this status instead. */
  failNext(status: number, times?: number): void;
  /** Pays a session, as the buyer would on its page; nothing is sent. */
  pay(session: Session, paymentStatus?: 'paid' | 'unpaid'): void;
  /** Sends money of a payment back at the provider itself, or as if we had asked for it (`sentFor`); nothing is told. */
  refundThere(session: Session, amount: number, sentFor?: string): Refund;
  /** The charge of a payment, as events about its refunds show it. */
  chargeOf(session: Session): Described;
  /** A dispute of a payment, the same again for the same payment. */
  disputeOf(session: Session, status: string, amount?: number): Described;
  /** An event with the provider's signature, as a request to the webhook. */
  signEvent(
    type: string,
    subject: Described,
    options?: { id?: string; secret?: string; timestamp?: number },
  ): RequestInit;
  /** Where the page to pay on reports to; without it, nowhere. */
  webhookUrl: string | undefined;
  close(): Promise<void>;
}

/** Starts a provider of its own for a test file, on a free port. */
export async function startPaymentProvider(): Promise<PaymentProvider> {
  const sessions: Session[] = [];
  const refunds: Refund[] = [];
  const firstRefundAt = Math.floor(Date.now() / 1000);
  /** Answers by idempotency key: the same again. */
  const answered = new Map<string, { parameters: string; answer: unknown }>();
  let failure: { status: number; times: number } | undefined;
  let events = 0;

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://provider');
    const body = await text(request);
    const answer = (status: number, content: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    const refuse = (status: number, message: string) =>
      answer(status, { error: { type: status >= 500 ? 'api_error' : 'invalid_request_error', message } });
    const [, id = '', action] = /^\/(?:v1\/checkout\/sessions|pay)\/([^/]+)(?:\/(\w+))?$/.exec(pathname) ?? [];
    const session = sessions.find((one) => one.id === id);
    if (pathname.startsWith('/pay/'))
      return session ? showPage(request.method, session, response) : refuse(404, 'No such page');

    if (request.headers.authorization !== `Bearer ${bindings.STRIPE_SECRET_KEY}`) return refuse(401, 'Invalid API key');
    if (failure && failure.times > 0) {
      failure.times -= 1;
      return refuse(failure.status, 'Told to fail');
    }
    const key = request.headers['idempotency-key'];
    const parameters = `${pathname}?${body}`;
    const before = typeof key === 'string' ? answered.get(key) : undefined;
    if (before)
      return before.parameters === parameters
        ? answer(200, before.answer)
        : refuse(400, 'Keys for idempotent requests can only be used with the same parameters');
    const create = (content: unknown) => {
      if (typeof key === 'string') answered.set(key, { parameters, answer: content });
      return answer(200, content);
    };

    const form = new URLSearchParams(body);
    if (request.method === 'POST' && pathname === '/v1/checkout/sessions') return create(createSession(form));
    if (request.method === 'POST' && pathname === '/v1/refunds') {
      const intent = form.get('payment_intent') ?? '';
      const amount = Number(form.get('amount'));
      const paid = sessions.find((one) => one.payment_intent === intent);
      if (!paid || sentBack(intent) + amount > paid.amount_total) return refuse(400, 'More than was paid');
      return create(addRefund(paid, amount, { sentFor: form.get('metadata[sentFor]') ?? '' }));
    }
    if (request.method === 'GET' && pathname === '/v1/refunds') {
      const intent = new URL(request.url ?? '', 'http://provider').searchParams.get('payment_intent');
      const data = refunds.filter((one) => one.payment_intent === intent).reverse();
      return answer(200, { object: 'list', url: pathname, has_more: false, data });
    }
    if (!session) return refuse(404, `No such resource: ${pathname}`);
    if (action === 'expire') {
      if (session.status !== 'open') return refuse(400, 'Only open sessions can be expired');
      session.status = 'expired';
      session.url = null;
    }
    return answer(200, session);
  });

  /** Cents of a payment that went back and arrived. */
  const sentBack = (intent: string | null) =>
    refunds
      .filter((one) => one.payment_intent === intent && one.status === 'succeeded')
      .reduce((sum, { amount }) => sum + amount, 0);

  function addRefund(session: Session, amount: number, metadata: Record<string, string>): Refund {
    const refund: Refund = {
      id: `re_${refunds.length + 1}`,
      object: 'refund',
      payment_intent: session.payment_intent ?? '',
      amount,
      currency: session.currency,
      status: 'succeeded',
      created: firstRefundAt + refunds.length,
      metadata,
    };
    refunds.push(refund);
    return refund;
  }

  function createSession(form: URLSearchParams): Session {
    const expiresAt = Number(form.get('expires_at'));
    const minutes = (expiresAt - Date.now() / 1000) / 60;
    if (minutes < 30 || minutes > 24 * 60)
      throw new Error('expires_at has to be between 30 minutes and 24 hours from now');
    const id = `cs_test_${sessions.length + 1}_${Math.random().toString(36).slice(2)}`;
    const session: Session = {
      id,
      status: 'open',
      payment_status: 'unpaid',
      client_reference_id: form.get('client_reference_id') ?? '',
      amount_total: Number(form.get('line_items[0][price_data][unit_amount]')),
      currency: form.get('line_items[0][price_data][currency]') ?? '',
      payment_intent: null,
      success_url: form.get('success_url') ?? '',
      cancel_url: form.get('cancel_url') ?? '',
      expires_at: expiresAt,
      url: `${bindings.STRIPE_API_URL}/pay/${id}`,
    };
    sessions.push(session);
    return session;
  }

  function pay(session: Session, paymentStatus: 'paid' | 'unpaid' = 'paid') {
    session.status = 'complete';
    session.payment_status = paymentStatus;
    session.payment_intent = `pi_of_${session.id}`;
    session.url = null;
  }

  async function showPage(method: string | undefined, session: Session, response: ServerResponse) {
    if (method !== 'POST') {
      const page = `<!doctype html><html lang="en"><title>Pay</title><h1>Pay ${session.amount_total}</h1>
        <form method="post"><button>Pay now</button></form><a href="${session.cancel_url}">Back</a></html>`;
      return response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    }
    pay(session);
    if (provider.webhookUrl)
      await fetch(provider.webhookUrl, provider.signEvent('checkout.session.completed', session));
    return response.writeHead(303, { location: session.success_url }).end();
  }

  // Connections stay open until the Worker closes them: closing an idle one could meet a request on its way.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const bindings = {
    STRIPE_SECRET_KEY: 'sk_test_only_for_tests',
    STRIPE_WEBHOOK_SECRET: 'whsec_only_for_tests',
    STRIPE_API_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
  };
  const signer = new Stripe(bindings.STRIPE_SECRET_KEY);
  const provider: PaymentProvider = {
    bindings,
    sessions,
    refunds,
    webhookUrl: undefined,
    failNext(status, times = 1) {
      failure = { status, times };
    },
    pay,
    refundThere: (session, amount, sentFor) => addRefund(session, amount, sentFor === undefined ? {} : { sentFor }),
    chargeOf: ({ payment_intent, amount_total }) => ({
      object: 'charge',
      payment_intent: payment_intent ?? '',
      amount: amount_total,
      amount_refunded: sentBack(payment_intent),
    }),
    disputeOf: ({ id, payment_intent, amount_total, currency }, status, amount = amount_total) => ({
      object: 'dispute',
      id: `dp_of_${id}`,
      payment_intent: payment_intent ?? '',
      amount,
      currency,
      status,
      created: firstRefundAt,
    }),
    signEvent(type, subject, { id = `evt_${++events}`, secret = bindings.STRIPE_WEBHOOK_SECRET, timestamp } = {}) {
      const payload = JSON.stringify({
        id,
        object: 'event',
        type,
        data: { object: { object: 'checkout.session', ...subject } },
      });
      const signature = signer.webhooks.generateTestHeaderString({ payload, secret, ...(timestamp && { timestamp }) });
      return {
        method: 'POST',
        body: payload,
        headers: { 'stripe-signature': signature, 'content-type': 'application/json', connection: 'close' },
      };
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return provider;
}
