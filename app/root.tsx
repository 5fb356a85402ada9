import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { writeTitle } from '~/utils/page-meta.ts';
import { describeError, ErrorPage } from './components/layout/error-page.tsx';
import { Hole } from './components/layout/hole.tsx';
import { useRequestInformation } from './components/layout/request-information.tsx';
import { SecondFactorNotice } from './components/layout/second-factor-notice.tsx';
import { SiteFooter } from './components/layout/site-footer.tsx';
import { SiteHeader } from './components/layout/site-header.tsx';
import { chosenTheme, openTheme } from './components/layout/themes.ts';
import { Toast } from './components/layout/toast.tsx';
import { type RootData, ViewingProvider } from './components/ui/use-viewer.ts';
import enhanceScript from './enhance.ts?worker&url';
import { isHydrated } from './request/rendering.ts';
import { describeRoot } from './request/root-data.server.ts';
import stylesheet from './styles.css?url';

export const links = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const meta: MetaFunction = ({ error }) => [error ? writeTitle(describeError(error).title) : writeTitle()];

export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  const headers = new Headers();
  if (context.toast) headers.append('Set-Cookie', await context.cookies.clearToast());
  return data<RootData>(describeRoot(context, viewer), { headers });
}

export function Layout({ children }: { children: ReactNode }) {
  const { nonce, leaveHole } = useRequestInformation();
  const rootData = useRouteLoaderData<RootData>('root');
  const { pathname, search } = useLocation();
  const theme = import.meta.env.SSR && leaveHole ? openTheme : chosenTheme(rootData?.viewer ?? null);
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
        <ViewingProvider value={{ rootData, pathname, search }}>
          <Hole>
            <SiteHeader />
            <SecondFactorNotice />
            {/* Before the page, so that the next Tab after a message leads into it. */}
            <Toast />
          </Hole>
          <main id="content" tabIndex={-1} className="grow">
            {children}
          </main>
        </ViewingProvider>
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
