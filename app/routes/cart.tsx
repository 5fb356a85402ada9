import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Card, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { listManagers } from '~/modules/accounts/people/queries.server.ts';
import { nameManagers } from '~/modules/accounts/people/roles.ts';
import { runGuestCartCommand, runViewerCartCommand } from '~/modules/marketplace/cart/commands.server.ts';
import { CartLine } from '~/modules/marketplace/cart/line.tsx';
import { isBlocked, needsUpgrade } from '~/modules/marketplace/cart/notices.ts';
import { priceCart } from '~/modules/marketplace/cart/queries.server.ts';
import { type CartCommand, cartCommandSchema } from '~/modules/marketplace/cart/schema.ts';
import { SendRequestForm } from '~/modules/marketplace/cart/send-request-form.tsx';
import { Totals } from '~/modules/marketplace/cart/totals.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { staleButton } from '~/services/form-values.ts';
import { parseForm } from '~/services/forms.server.ts';
import { parseLocalPath } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { findNextLine, leadToLine } from '~/utils/next-line.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction = () => [
  writeTitle('Your cart'),
  { name: 'description', content: 'The tools and bundles you chose, what they cost, and how to order them.' },
];

export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer, lines, managers } = await context.database.read((handle) => ({
    lines: priceCart(handle, context.guestCart),
    managers: listManagers(handle),
  }));
  return {
    lines,
    signedIn: viewer !== null,
    role: viewer?.role ?? null,
    tier: viewer?.organization?.tier,
    managers: managers.map(({ name }) => name),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, cartCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const outcome = (await runViewerCartCommand(context, command)) ?? (await runGuestCartCommand(context, command));
  if ('problem' in outcome) return form.refuse(outcome.problem, 409);
  return redirectWithToast(context, findPlaceAfter(command), outcome.message, outcome.headers);
}

/** Where somebody goes on: at what was added, at the line after what was removed. */
function findPlaceAfter(command: CartCommand): string {
  switch (command.intent) {
    case 'add':
      return parseLocalPath(command.returnTo, '/cart');
    case 'remove':
      return leadToLine('/cart', command.nextLine);
    case 'accept-prices':
      return '/cart';
  }
}

export default function CartPage() {
  const { lines, signedIn, role, tier, managers } = useLoaderData<typeof loader>();
  const error = useActionData<typeof action>()?.error;
  const blocked = isBlocked(lines);
  const sellable = lines.some((line) => line.state === 'CHARGED');
  const upgrades = signedIn ? [] : lines.filter(needsUpgrade);
  const changedPrices = lines.some((line) => line.state !== 'NOT_SOLD' && line.priceSeen !== line.listPrice);
  return (
    <div className="page flex flex-col gap-6 py-6 lg:py-10">
      <PageHeader title="Your cart" description="The tools and bundles in your cart." />
      {error && (
        <div role="alert">
          <Notice kind="danger">{error['']?.[0] ?? staleButton}</Notice>
        </div>
      )}
      {signedIn && (role === 'VIEWER' || role === null) ? (
        <EmptyState
          icon="lock"
          title={role === null ? 'You belong to no organization' : 'Viewers hold no cart'}
          actions={
            <>
              {role === null && (
                <LinkButton variant="primary" href="/organization/new">
                  New organization
                </LinkButton>
              )}
              <LinkButton href="/tools">Browse tools</LinkButton>
            </>
          }
        >
          {role === null
            ? 'Tools are bought for an organization. Make one for your business, or ask an owner or admin of yours to invite you.'
            : `You can look at every tool. To buy one, ask ${nameManagers(managers, 'disjunction')}.`}
        </EmptyState>
      ) : lines.length === 0 ? (
        <EmptyState
          icon="shopping-cart"
          title="Nothing in your cart yet"
          actions={
            <>
              <LinkButton variant="primary" href="/tools">
                Browse tools
              </LinkButton>
              <LinkButton href="/bundles">See bundles</LinkButton>
            </>
          }
        >
          Add tools one by one, or a bundle that holds several for less.
        </EmptyState>
      ) : (
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <Card className="">
            <ul className="divide-y divide-line">
              {lines.map((line, index) => (
                <CartLine key={line.id} line={line} tier={tier} nextId={findNextLine(lines, index)?.id} />
              ))}
            </ul>
          </Card>
          <Card>
            <h2>Summary</h2>
            <Totals lines={lines} />
            <div className="mt-4 flex flex-col gap-3">
              {changedPrices && (
                <OrganizationForm action="/cart">
                  <input type="hidden" name="intent" value="accept-prices" />
                  <Button className="w-full">Accept the new prices</Button>
                </OrganizationForm>
              )}
              {upgrades.length > 0 && <UpgradeFirst lines={upgrades.length} of={lines.length} />}
              <CheckOut {...{ blocked, sellable, signedIn, role, managers }} />
            </div>
          </Card>
        </div>
      )}
    </div>
  );
}

// Said before anybody signs up, and not after.
function UpgradeFirst({ lines, of }: { lines: number; of: number }) {
  return (
    <Notice kind="warning" title={`${lines === of ? 'This' : `${lines} of ${of}`} cannot be bought on the Free plan`}>
      <p>
        {
          'A new organization starts on Free. Once you have signed up, you ask for an upgrade; somebody at Lotline answers by email, and your cart waits. '
        }
        <a href="/plans" className="link">
          Compare plans
        </a>
      </p>
    </Notice>
  );
}

interface CheckOutProps {
  blocked: boolean;
  /** Whether some line of the cart can be bought. */
  sellable: boolean;
  signedIn: boolean;
  role: string | null;
  managers: string[];
}

function CheckOut({ blocked, sellable, signedIn, role, managers }: CheckOutProps) {
  if (role === 'MEMBER') {
    return sellable ? (
      <SendRequestForm recipients={nameManagers(managers)} />
    ) : (
      <Notice kind="warning">Nothing of this can be bought. Remove it and add other tools.</Notice>
    );
  }
  if (blocked) return <Notice kind="warning">Remove what cannot be bought, then check out.</Notice>;
  return (
    <>
      <LinkButton variant="primary" size="large" href="/checkout">
        Check out
      </LinkButton>
      {!signedIn && <p className="text-center text-muted">You sign in or create an account first. Your cart stays.</p>}
    </>
  );
}
