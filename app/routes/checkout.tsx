import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/cloudflare';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { DatabaseError } from '#db/errors.server.ts';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Card, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { useInlineValidation } from '~/components/ui/use-inline-validation.ts';
import { requireRole, requireViewer, signInAddress } from '~/modules/accounts/guards.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { isBlocked } from '~/modules/marketplace/cart-notices.ts';
import { placeOrder, showCart } from '~/modules/marketplace/checkout.server.ts';
import { describeChanges } from '~/modules/marketplace/checkout-changes.ts';
import { BillingFields } from '~/modules/marketplace/components/billing-fields.tsx';
import { CheckoutLines } from '~/modules/marketplace/components/checkout-lines.tsx';
import { Totals } from '~/modules/marketplace/components/totals.tsx';
import { findLatestBilling } from '~/modules/marketplace/orders.server.ts';
import { priceViewerCart } from '~/modules/marketplace/priced-cart.server.ts';
import { checkoutSchema } from '~/modules/marketplace/schemas.ts';
import type { FormDraft } from '~/services/cookies.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';

export const meta: MetaFunction = () => [{ title: 'Check out | Lotline' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, lines, shown, latest } = await context.database.read((handle) => ({
    lines: priceViewerCart(handle),
    shown: showCart(handle),
    latest: findLatestBilling(handle),
  }));
  const buyer = requireRole(requireViewer(viewer, request), ['OWNER', 'ADMIN']);
  const billing: FormDraft = latest[0] ?? { billingName: buyer.organization.name, billingEmail: buyer.user.email };
  const headers = new Headers();
  if (context.draft) headers.append('Set-Cookie', await context.cookies.clearDraft());
  return data(
    {
      lines,
      shown: JSON.stringify(shown[0]?.lines ?? []),
      billing: context.draft ?? billing,
      tier: buyer.organization.tier,
      checkoutKey: crypto.randomUUID(),
    },
    { headers },
  );
}

// After a refused order too, which by itself would leave the lines as they were: the next try is for what they are now.
export const shouldRevalidate = () => true;

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, checkoutSchema);
  if (!form.ok) return form.answer;
  const placing = context.database.write((handle) => ({
    placed: placeOrder(handle, form.value),
    current: showCart(handle),
  }));
  // A buyer who leaves now has pressed the button all the same.
  context.waitUntil(placing.catch(() => undefined));
  try {
    const { viewer, placed, current } = await placing;
    if (!viewer) {
      const { checkoutKey, shown, paymentMethod, ...typed } = form.value;
      throw redirect(signInAddress(request), { headers: { 'Set-Cookie': await context.cookies.writeDraft(typed) } });
    }
    requireRole(viewer, ['OWNER', 'ADMIN']);
    const outcome = placed[0]?.outcome;
    switch (outcome) {
      case 'PLACED':
      case 'REPLAYED': {
        deliverMailSoon(context);
        const number = placed[0]?.orderNumber;
        const message = `Order ${number} is placed. Your tools are ready.`;
        return redirect(`/orders/${number}`, {
          headers: { 'Set-Cookie': await context.cookies.writeToast({ kind: 'success', message }) },
        });
      }
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
      case 'EMPTY':
        return form.refuse('Your plan is empty, so nothing was ordered.', 409);
      default: {
        const changes = describeChanges(form.value.shown, current[0]?.lines ?? []);
        return form.refuse(
          ['Nothing was ordered, because something changed since you opened this page.', ...changes].join('\n'),
          409,
        );
      }
    }
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.failure === 'refused') throw error;
    return form.refuse(
      error.failure === 'outcome-unknown'
        ? 'We could not confirm your order. It may have been placed: press “Place order” again to find out. It is never placed twice.'
        : 'Your order was not placed, because our database could not be reached. Press “Place order” again in a moment.',
      503,
    );
  }
}

export default function CheckoutPage() {
  const { lines, shown, billing, tier, checkoutKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const placing = useNavigation().state === 'submitting';
  const inline = useInlineValidation();
  const typed = answer && readTypedTexts(answer);
  // The same key again, so that trying again is safe, unless the key itself was refused.
  const key = (!answer?.error?.checkoutKey && typed?.checkoutKey) || checkoutKey;
  const errors = { ...answer?.error, ...inline.messages };

  if (lines.length === 0) {
    return (
      <div className="page flex flex-col gap-6 py-6 lg:py-10">
        <PageHeader title="Check out" />
        <EmptyState
          icon="shopping-cart"
          title="Your plan is empty"
          actions={
            <>
              <LinkButton variant="primary" href="/tools">
                Browse tools
              </LinkButton>
              <LinkButton href="/orders">See your orders</LinkButton>
            </>
          }
        >
          If you have just placed an order, it is in your orders.
        </EmptyState>
      </div>
    );
  }

  return (
    <div className="page flex flex-col gap-6 py-6 lg:py-10">
      <PageHeader
        title="Check out"
        description="Read what you order, say where the invoice goes, and place the order."
      />
      <CheckoutProblems error={answer?.error} />
      <Form method="post" onBlur={inline.onBlur} className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <input type="hidden" name="checkoutKey" value={key} />
        <input type="hidden" name="shown" value={shown} />
        <div className="flex flex-col gap-6">
          <Card>
            <fieldset>
              <legend className="mb-3 text-lg font-semibold">Payment</legend>
              <label className="flex items-start gap-2.5">
                <input
                  type="radio"
                  name="paymentMethod"
                  id="paymentMethod"
                  value="INVOICE"
                  defaultChecked
                  required
                  className="check mt-0.5"
                />
                <span>
                  <span className="font-medium">Invoice, due in 30 days</span>
                  <span className="block text-muted">
                    Your tools are unlocked at once. Payment by card is not offered here.
                  </span>
                </span>
              </label>
              <TextField
                name="purchaseOrderNumber"
                label="Purchase order number"
                hint="Printed on the invoice, if your accounting asks for one."
                maxLength={50}
                required={false}
                defaultValue={(typed ?? billing).purchaseOrderNumber ?? ''}
                error={errors.purchaseOrderNumber}
                className="mt-4 max-w-80"
              />
            </fieldset>
          </Card>
          <Card>
            <fieldset>
              <legend className="mb-3 text-lg font-semibold">Billing details</legend>
              <BillingFields values={typed ?? billing} errors={errors} />
            </fieldset>
          </Card>
        </div>
        <Card>
          <h2>Your order</h2>
          <CheckoutLines lines={lines} tier={tier} />
          <Totals lines={lines} />
          <div className="mt-4 flex flex-col gap-3">
            {isBlocked(lines) ? (
              <>
                <Notice kind="warning">Some of it cannot be bought. Remove that from your plan first.</Notice>
                <LinkButton href="/cart">Change your plan</LinkButton>
              </>
            ) : (
              <>
                <Button variant="primary" size="large" disabled={placing} aria-busy={placing}>
                  {placing ? 'Placing your order …' : 'Place order'}
                </Button>
                <LinkButton variant="quiet" href="/cart">
                  Change your plan
                </LinkButton>
              </>
            )}
          </div>
        </Card>
      </Form>
    </div>
  );
}

// The message about the whole order can have several lines: what happened, then each change.
function CheckoutProblems({ error }: { error: Record<string, string[] | null> | null | undefined }) {
  const problem = error?.[''] ?? error?.checkoutKey ?? error?.shown;
  const [whole, ...changes] = problem?.[0]?.split('\n') ?? [];
  if (!whole) return <ErrorSummary errors={error} />;
  return (
    <div role="alert">
      <Notice kind="danger" title={whole}>
        {changes.length > 0 && (
          <ul className="list-disc pl-5">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
