import type { AppLoadContext } from '@remix-run/cloudflare';
import { callFunction, type FunctionCall } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { confirmEmail } from '~/modules/accounts/email-confirmation/commands.server.ts';
import { confirmFirst, explainCode } from '~/modules/accounts/email-confirmation/words.ts';
import { type Member, requireRole } from '~/modules/accounts/guards.server.ts';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { signInWithDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { findMailDelay, withMailDelay } from '~/modules/mail/waiting-mail.server.ts';
import type { OrderSource } from '~/modules/marketplace/cart/schema.ts';
import { type Credit, explainNoCredit } from '~/modules/marketplace/invoices/credit.ts';
import { findCardPaymentOfCheckout, leadToPayment } from '~/modules/marketplace/orders/card-payments.server.ts';
import { type FormDraft, longestDraftText } from '~/services/cookies.server.ts';
import type { UsableForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { sumPrices } from '~/utils/money.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { describeChanges } from './changes.ts';
import { findCredit, type showCart } from './queries.server.ts';
import { type Checkout, costsNothing, type ShownLine } from './schema.ts';
import { type SeatCandidate, type SeatTool, suggestSeatHolders } from './seats.ts';

/**
 * Places the order of the viewer's whole cart in one statement, or nothing. Safe to repeat with the same checkout: the
 * second time it answers `REPLAYED` with the first order's number.
 */
export function placeOrder(handle: QueryHandle, checkout: Checkout) {
  return callFunction(handle, 'place_order', describeCheckout(checkout));
}

/** A checkout form as the arguments that functions which write an order have in common. */
export function describeCheckout(checkout: Checkout) {
  const { checkoutKey, shown, paymentMethod, purchaseOrderNumber = null, seats } = checkout;
  const billing = costsNothing(shown)
    ? {}
    : {
        name: checkout.billingName,
        email: checkout.billingEmail,
        street: checkout.street,
        city: checkout.city,
        state: checkout.state,
        postalCode: checkout.postalCode,
        country: 'US',
      };
  return { key: checkoutKey, shown, paymentMethod, purchaseOrderNumber, billing, seats };
}

/** Sets what ADMINs may order in a month, in cents; null for no limit. */
export function setSpendingLimit(handle: QueryHandle, cents: number | null) {
  return callFunction(handle, 'set_spending_limit', { cents });
}

/**
 * The start of a checkout form: a key for one order, the lines it shows, the latest billing details, the ways to pay, and who gets a seat.
 * @param requesterId  who asked for the order; null for the buyer's own cart
 */
export function startCheckoutForm(
  { draft, payments }: AppLoadContext,
  buyer: Member,
  { shown, latest, credit, seatTools, seatCandidates }: FoundForCheckout,
  requesterId: string | null = null,
) {
  const seats = { tools: seatTools, people: seatCandidates };
  const { name, tier } = buyer.organization;
  // A draft may be of another form, which its sender has not come back to.
  const ownDraft: FormDraft = draft?.paymentMethod === undefined ? {} : draft;
  const { seats: kept, ...typed } = ownDraft;
  const billing: FormDraft = {
    ...(latest[0] ?? { billingName: name, billingEmail: buyer.user.email }),
    ...typed,
  };
  return {
    checkoutKey: crypto.randomUUID(),
    shown: JSON.stringify(shown[0]?.lines ?? []),
    billing,
    tier,
    acceptsCards: payments !== undefined,
    credit: credit[0],
    seats: { ...seats, ticked: kept?.split(' ') ?? suggestSeatHolders(seats, buyer.user.id, requesterId) },
  };
}

/** What the database knows before the form is shown. */
interface FoundForCheckout {
  shown: { lines: ShownLine[] }[];
  latest: FormDraft[];
  credit: Credit[];
  seatTools: SeatTool[];
  seatCandidates: SeatCandidate[];
}

/** The source of an order, and how to place and show it. */
interface Ordering {
  source: OrderSource;
  place: (handle: QueryHandle) => FunctionCall<'place_order' | 'approve_request'>;
  /** The lines as they are after it was tried, for saying what changed. */
  show: (handle: QueryHandle) => ReturnType<typeof showCart>;
}

/**
 * Answers a checkout form: places its order in one transaction and leads to it, or gives the form back with the reason.
 * Of the outcomes only PLACED and REPLAYED leave an order; `db/rules/marketplace/checkout.sql` says what each means.
 * @throws a redirect to the sign-in page, which keeps what was typed; 404 for those who may not order
 */
export async function answerCheckoutForm(
  { request, context }: { request: Request; context: AppLoadContext },
  form: Pick<UsableForm<Checkout>, 'value' | 'refuse'>,
  { source, place, show }: Ordering,
) {
  const { checkoutKey, paymentMethod } = form.value;
  if (paymentMethod === 'CREDIT_CARD' && !context.payments) {
    return form.refuse({ paymentMethod: 'Payment by card is not offered here. Choose the invoice.' });
  }
  const placing = context.database.write((handle) => ({
    // Before the order, in its transaction: a wrong code is counted, and nothing is ordered.
    confirmed: confirmEmail(handle, form.value.confirmationCode ?? null),
    placed: place(handle),
    current: show(handle),
    payment: findCardPaymentOfCheckout(handle, checkoutKey),
    found: findCredit(handle),
    delay: findMailDelay(handle),
  }));
  // A buyer who leaves now has pressed the button all the same.
  context.waitUntil(placing.catch(() => undefined));
  const { viewer, confirmed, placed, current, payment, found, delay } = await placing;
  if (!viewer) {
    const { checkoutKey, shown, confirmationCode, seats, ...typed } = form.value;
    const kept = seats.join(' ');
    throw await signInWithDraft(context, request, {
      ...typed,
      ...(kept.length <= longestDraftText && { seats: kept }),
    });
  }
  requireRole(viewer, managerRoles);
  const outcome = placed[0]?.outcome;
  switch (outcome) {
    case 'PLACED':
    case 'REPLAYED': {
      deliverMailSoon(context);
      const number = placed[0]?.orderNumber ?? '';
      const [cardPayment] = paymentMethod === 'CREDIT_CARD' ? payment : [];
      if (cardPayment?.outcome === 'PAYABLE') return leadToPayment(context, number, cardPayment);
      const message = `Order ${number} is placed.${cardPayment ? '' : ' Your tools are ready.'}`;
      return redirectWithToast(context, `/orders/${number}`, withMailDelay(message, delay));
    }
    case 'NOT_CONFIRMED': {
      const code = confirmed[0]?.outcome ?? 'NO_CODE';
      // With either of these the order is placed, or refused as NOT_ALLOWED.
      if (code === 'CONFIRMED' || code === 'NOT_ALLOWED') return form.refuse(confirmFirst, 409);
      return form.refuse({ confirmationCode: explainCode(code) });
    }
    case 'NO_REQUEST':
      throw notFound();
    case 'DECIDED':
      return form.refuse('Nothing was ordered: somebody else has decided this request, or it was withdrawn.', 409);
    case 'OWN_REQUEST':
      return form.refuse('Nothing was ordered: an owner or another admin decides a request of yours.', 403);
    case 'KEY_REUSED':
      return form.refuse(
        {
          checkoutKey:
            'An order was placed from this page before, with other details, so nothing was ordered now. Look at your orders, or place this one from here.',
        },
        409,
      );
    case 'BEING_PAID':
      return form.refuse(
        `Nothing was ordered: order ${placed[0]?.orderNumber} holds some of this and waits for its payment. Pay or cancel that order first.`,
        409,
      );
    case 'OVER_LIMIT':
      return form.refuse(
        'Nothing was ordered, because this is more than your organization’s monthly spending limit leaves. An owner can place it.',
        409,
      );
    case 'INVOICE_OVERDUE':
    case 'OVER_INVOICE_LIMIT': {
      const [credit] = found;
      const total = sumPrices(current[0]?.lines ?? []);
      const reason = credit && explainNoCredit(credit, total, context.payments !== undefined);
      return form.refuse({ paymentMethod: reason ?? 'Nothing was ordered by invoice just now. Try again.' }, 409);
    }
    case 'METHOD_NOT_OFFERED':
      return form.refuse({ paymentMethod: 'This way to pay is not offered. Choose another one.' });
    case 'EMPTY':
      return form.refuse(`${source === 'cart' ? 'Your cart' : 'The request'} is empty, so nothing was ordered.`, 409);
    case 'BLOCKED':
    case 'CHANGED': {
      const changes = describeChanges(form.value.shown, current[0]?.lines ?? [], source);
      return form.refuse(
        ['Nothing was ordered, because something changed since you opened this page.', ...changes].join('\n'),
        409,
      );
    }
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
