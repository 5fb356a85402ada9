import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Card, PageHeader } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { isOfOtherOrganization } from '~/components/ui/organization-form.tsx';
import { requireDueFactor, requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { listManagers } from '~/modules/accounts/people/queries.server.ts';
import { isManager, managerRoles } from '~/modules/accounts/people/roles.ts';
import { forgetDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { sumLines } from '~/modules/marketplace/cart/notices.ts';
import { priceViewerCart } from '~/modules/marketplace/cart/queries.server.ts';
import { SendRequestForm } from '~/modules/marketplace/cart/send-request-form.tsx';
import { Totals } from '~/modules/marketplace/cart/totals.tsx';
import { answerCheckoutForm, placeOrder, startCheckoutForm } from '~/modules/marketplace/checkout/commands.server.ts';
import { EmptyCheckout } from '~/modules/marketplace/checkout/empty.tsx';
import { CheckoutForm } from '~/modules/marketplace/checkout/form.tsx';
import { CheckoutLines } from '~/modules/marketplace/checkout/lines.tsx';
import { CheckoutProblems } from '~/modules/marketplace/checkout/problems.tsx';
import {
  findCredit,
  findSpending,
  listSeatCandidates,
  listSeatTools,
  showCart,
} from '~/modules/marketplace/checkout/queries.server.ts';
import { checkoutSchema } from '~/modules/marketplace/checkout/schema.ts';
import { answerSendCode } from '~/modules/marketplace/checkout/send-code.server.ts';
import { leftToSpend, needsOwner } from '~/modules/marketplace/checkout/spending.ts';
import { WithoutOrdering } from '~/modules/marketplace/checkout/without-ordering.tsx';
import { findLatestBilling } from '~/modules/marketplace/orders/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { formsFrom: managerRoles } satisfies RouteHandle;
export const meta = pageTitle('Check out');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, lines, spending, managers, ...found } = await context.database.read((handle) => ({
    lines: priceViewerCart(handle),
    shown: showCart(handle),
    latest: findLatestBilling(handle),
    spending: findSpending(handle),
    credit: findCredit(handle),
    managers: listManagers(handle),
    seatTools: listSeatTools(handle, null),
    seatCandidates: listSeatCandidates(handle, null),
  }));
  const person = requireViewer(viewer, request);
  requireDueFactor(person);
  // Whoever signs in on the way from a guest's cart comes here, whatever their role.
  if (!isManager(person.role)) {
    const tier = person.organization?.tier ?? 'FREE';
    return data({
      mayOrder: false as const,
      role: person.role,
      lines,
      tier,
      managers: managers.map(({ name }) => name),
    });
  }
  const buyer = requireRole(person, managerRoles);
  const [overLimit] = spending.filter((month) => needsOwner(buyer.role, sumLines(lines).total, month));
  return data(
    {
      mayOrder: true as const,
      lines,
      ...startCheckoutForm(context, buyer, found),
      /** Cents left of the spending limit, when they are too few for this order. */
      left: overLimit ? leftToSpend(overLimit) : null,
    },
    { headers: await forgetDraft(context) },
  );
}

// The lines are loaded again after a refusal, too: the next try is for the lines as they are now. They are not while the
// database cannot be reached: a page that cannot be loaded would take the place of the form. Nor when the form is of another
// organization: it is sent on as it is.
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, actionResult }) =>
  actionStatus !== 503 && !isOfOtherOrganization(actionResult);

export async function action({ request, context }: ActionFunctionArgs) {
  const codeSent = await answerSendCode({ request, context });
  if (codeSent) return codeSent;
  const form = await parseForm(request, checkoutSchema);
  if (!form.ok) return form.answer;
  return answerCheckoutForm({ request, context }, form, {
    source: 'cart',
    place: (handle) => placeOrder(handle, form.value),
    show: showCart,
  });
}

export default function CheckoutPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();

  if (!page.mayOrder) {
    return (
      <div className="page flex flex-col gap-6 py-6 lg:py-10">
        <PageHeader title="Check out" />
        <WithoutOrdering {...page} />
      </div>
    );
  }

  if (page.lines.length === 0) {
    return (
      <div className="page flex flex-col gap-6 py-6 lg:py-10">
        <PageHeader title="Check out" />
        <EmptyCheckout elsewhere={{ href: '/orders', label: 'See your orders' }} />
      </div>
    );
  }

  if (page.left !== null) {
    return (
      <div className="page flex flex-col gap-6 py-6 lg:py-10">
        <PageHeader title="Check out" />
        <Notice kind="warning" title="An owner has to place this order">
          <p>
            It is more than the <Money cents={page.left} /> that your organization’s spending limit leaves you this
            month. Send it to an owner, or <a href="/cart">remove something</a>.
          </p>
        </Notice>
        <Card className="grid items-start gap-6 p-5 md:grid-cols-2">
          <div>
            <h2>Your order</h2>
            <CheckoutLines lines={page.lines} tier={page.tier} source="cart" />
            <Totals lines={page.lines} />
          </div>
          <SendRequestForm recipients="the owners" button="Send to an owner" />
        </Card>
      </div>
    );
  }

  const { left, mayOrder, ...form } = page;
  return (
    <div className="page flex flex-col gap-6 py-6 lg:py-10">
      <PageHeader
        title="Check out"
        description={
          sumLines(page.lines).total > 0
            ? 'Read what you order, say where the invoice goes, and place the order.'
            : 'Read what you order, and place the order.'
        }
      />
      <CheckoutProblems error={answer?.error} />
      <CheckoutForm
        {...form}
        source="cart"
        answer={answer}
        button="Place order"
        pendingButton="Placing your order …"
        otherwise={<LinkButton href="/cart">Change your cart</LinkButton>}
      />
    </div>
  );
}
