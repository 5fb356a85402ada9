import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteError } from '@remix-run/react';
import type { ReactNode } from 'react';
import { writeTitle } from '~/utils/page-meta.ts';
import { describeError, ErrorPage } from './components/layout/error-page.tsx';
import { useRequestInformation } from './components/layout/request-information.tsx';
import { SecondFactorNotice } from './components/layout/second-factor-notice.tsx';
import { SiteFooter } from './components/layout/site-footer.tsx';
import { SiteHeader } from './components/layout/site-header.tsx';
import { chosenTheme } from './components/layout/themes.ts';
import { Toast } from './components/layout/toast.tsx';
import { type RootData, useRootData } from './components/ui/use-viewer.ts';
import enhanceScript from './enhance.ts?worker&url';
import { describeAdministration } from './modules/accounts/platform/places.ts';
import { isHydrated } from './request/rendering.ts';
import stylesheet from './styles.css?url';

export const links = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const meta: MetaFunction = ({ error }) => [error ? writeTitle(describeError(error).title) : writeTitle()];

export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  const guestLines = context.guestCart.tools.length + context.guestCart.bundles.length;
  const headers = new Headers();
  if (context.toast) headers.append('Set-Cookie', await context.cookies.clearToast());
  return data<RootData>(
    {
      viewer,
      cartLines: viewer ? viewer.cartLines : guestLines,
      waitingRequests: viewer?.waitingRequests ?? 0,
      administration: describeAdministration(viewer?.user.platformRoles ?? []),
      toast: context.toast,
    },
    { headers },
  );
}

export function Layout({ children }: { children: ReactNode }) {
  const { nonce } = useRequestInformation();
  const rootData = useRootData();
  const toast = rootData?.toast;
  const theme = chosenTheme(rootData?.viewer ?? null);
  const handles = useMatches().map((match) => match.handle);
  const hydrated = !useRouteError() && isHydrated(handles);
  return (
    <html lang="en" data-theme={theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme ?? 'light dark'} />
        <Meta />
        <Links />
        {!hydrated && <script type="module" src={enhanceScript} />}
      </head>
      <body>
        <a
          href="#content"
          className="sr-only button button-primary focus:not-sr-only focus:absolute focus:z-30 focus:m-2"
        >
          Skip to content
        </a>
        <SiteHeader />
        <SecondFactorNotice />
        {/* Before the page, so that the next Tab after a message leads into it. */}
        <Toast toast={toast} />
        <main id="content" tabIndex={-1} className="grow">
          {children}
        </main>
        <SiteFooter />
        {hydrated && <ScrollRestoration nonce={nonce} />}
        {hydrated && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  return useRequestInformation().failure ?? <ErrorPage error={error} />;
}
