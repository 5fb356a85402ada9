import { useLocation } from '@remix-run/react';
import { Icon } from '~/components/ui/icon.tsx';
import { useRootData } from '~/components/ui/use-viewer.ts';
import { mayHoldCart } from '~/modules/marketplace/cart/holders.ts';
import { AccountMenu } from './account-menu.tsx';
import { SiteSearch } from './site-search.tsx';

// Plain links throughout: a page of the public side is a document of its own and has no client code to go on with.

/** The header of every page: search, links, the cart and the viewer's account. */
export function SiteHeader() {
  const rootData = useRootData();
  const viewer = rootData?.viewer ?? null;
  return (
    <header className="site-header">
      <div className="page flex flex-wrap items-center gap-x-2 gap-y-2 py-2.5 md:min-h-15 md:flex-nowrap md:gap-x-4">
        <a href="/" aria-label="Lotline, home" className="rounded-md text-ink">
          <Logo />
        </a>
        <div className="order-last flex w-full items-center gap-1 md:order-none md:w-auto md:grow">
          <SiteSearch />
          <nav aria-label="Catalog" className="flex shrink-0">
            <NavigationLink href="/tools" label="Tools" />
            <NavigationLink href="/bundles" label="Bundles" />
          </nav>
        </div>
        <div className="ml-auto flex shrink-0 items-center sm:gap-1">
          {/* The viewer is unknown while the database cannot be reached. */}
          {rootData && mayHoldCart(viewer) && <CartLink lines={rootData.cartLines} />}
          {viewer && <AccountMenu viewer={viewer} waitingRequests={rootData?.waitingRequests ?? 0} />}
          {rootData && !viewer && <SignInLinks />}
        </div>
      </div>
    </header>
  );
}

/** The name of the product as its mark and wordmark. */
function Logo() {
  return (
    <span className="flex items-center gap-2 text-lg font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" className="size-7" aria-hidden="true">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path
          d="M10 8v16h12M16 8h6v10h-6z"
          fill="none"
          className="stroke-on-accent"
          strokeWidth="2.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      Lotline
    </span>
  );
}

function NavigationLink({ href, label }: { href: string; label: string }) {
  const { pathname } = useLocation();
  const isHere = pathname === href ? 'page' : pathname.startsWith(`${href}/`) ? true : undefined;
  return (
    <a href={href} aria-current={isHere} className="navigation-link">
      {label}
    </a>
  );
}

function CartLink({ lines }: { lines: number }) {
  return (
    <a href="/cart" className="navigation-link">
      <Icon name="shopping-cart" />
      <span className="max-sm:sr-only md:max-lg:sr-only">Cart</span>
      <span
        id="cart-count"
        data-live=""
        className={lines > 0 ? 'rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent tabular-nums' : ''}
      >
        {lines > 0 && (
          <>
            {lines}
            <span className="sr-only">{lines === 1 ? ' item' : ' items'}</span>
          </>
        )}
      </span>
    </a>
  );
}

function SignInLinks() {
  return (
    <>
      <a href="/login" className="navigation-link">
        Sign in
      </a>
      <a href="/signup" className="button button-primary max-sm:px-2.5">
        Create account
      </a>
    </>
  );
}
