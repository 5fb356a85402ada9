import { Icon } from '~/components/ui/icon.tsx';
import { usePageAddress, useRootData } from '~/components/ui/use-viewer.ts';
import { mayHoldCart } from '~/modules/marketplace/cart/holders.ts';
import { AccountMenu } from './account-menu.tsx';
import { findCurrent } from './current-place.ts';
import { SiteSearch } from './site-search.tsx';
import { WaitingCount } from './waiting-count.tsx';

// Plain links throughout: a page of the public side is a document of its own and has no client code to go on with.

/** The widths at which the header is one row: whoever is signed in has more links in it. */
const rows = {
  guest: {
    bar: 'page flex flex-wrap items-center gap-x-2 gap-y-2 py-2.5 md:min-h-15 md:flex-nowrap md:gap-x-4',
    middle: 'order-last flex w-full items-center gap-1 md:order-none md:w-auto md:grow',
  },
  signedIn: {
    bar: 'page flex flex-wrap items-center gap-x-2 gap-y-2 py-2.5 lg:min-h-15 lg:flex-nowrap lg:gap-x-4',
    middle: 'order-last flex w-full items-center gap-1 lg:order-none lg:w-auto lg:grow',
  },
};

/** The header of every page: search, links, the cart and the viewer's account. */
export function SiteHeader() {
  const rootData = useRootData();
  const viewer = rootData?.viewer ?? null;
  const waitingRequests = rootData?.waitingRequests ?? 0;
  const look = viewer ? rows.signedIn : rows.guest;
  return (
    <header className="site-header">
      <div className={look.bar}>
        <a
          href={viewer ? '/home' : '/'}
          aria-label="Lotline, home"
          className="flex min-w-11 items-center rounded-md text-ink max-md:min-h-11"
        >
          <Logo isShort={viewer !== null} />
        </a>
        <div className={look.middle}>
          <SiteSearch />
          {viewer && (
            <nav aria-label="Yours" className="flex shrink-0">
              {/* On a phone the mark leads there, and so does the account menu. */}
              <NavigationLink href="/home" label="Home" className="max-sm:hidden" />
              {viewer.organization && <NavigationLink href="/my-tools" label="My tools" />}
            </nav>
          )}
          <nav aria-label="Catalog" className="flex shrink-0">
            <NavigationLink href="/tools" label="Tools" />
            <NavigationLink href="/bundles" label="Bundles" />
          </nav>
        </div>
        <div className="ml-auto flex shrink-0 items-center sm:gap-1">
          {waitingRequests > 0 && <WaitingLink count={waitingRequests} />}
          {/* The viewer is unknown while the database cannot be reached. */}
          {rootData && mayHoldCart(viewer) && <CartLink lines={rootData.cartLines} />}
          {viewer && <AccountMenu viewer={viewer} waitingRequests={waitingRequests} />}
          {rootData && !viewer && <SignInLinks />}
        </div>
      </div>
    </header>
  );
}

/** The name of the product as its mark and wordmark; the mark alone on a phone where there is no room for both. */
function Logo({ isShort }: { isShort: boolean }) {
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
      <span className={isShort ? 'max-sm:hidden' : undefined}>Lotline</span>
    </span>
  );
}

function NavigationLink({ href, label, className = '' }: { href: string; label: string; className?: string }) {
  const { pathname } = usePageAddress();
  return (
    <a href={href} aria-current={findCurrent(pathname, href)} className={`navigation-link ${className}`.trim()}>
      {label}
    </a>
  );
}

/** Leads to what waits for the viewer to decide. */
function WaitingLink({ count }: { count: number }) {
  return (
    <a href="/home#waiting" className="navigation-link">
      <Icon name="inbox" />
      <WaitingCount count={count} />
    </a>
  );
}

function CartLink({ lines }: { lines: number }) {
  const { pathname } = usePageAddress();
  return (
    <a href="/cart" aria-current={findCurrent(pathname, '/cart')} className="navigation-link">
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
      <a href="/signup" className="button button-primary max-md:min-h-11 max-sm:px-2.5">
        Create account
      </a>
    </>
  );
}
