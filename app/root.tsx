import { data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useRequestInformation } from './components/request-information.tsx';
import { countCartLines } from './modules/marketplace/cart.server.ts';
import { isHydrated } from './rendering.ts';
import stylesheet from './styles.css?url';

export const links = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer, cart } = await context.database.read((handle) => ({ cart: countCartLines(handle) }));
  const guestLines = context.guestCart.tools.length + context.guestCart.bundles.length;
  const headers = new Headers();
  if (context.toast) headers.append('Set-Cookie', await context.cookies.clearToast());
  return data({ viewer, cartLines: viewer ? (cart[0]?.lines ?? 0) : guestLines, toast: context.toast }, { headers });
}

export function Layout({ children }: { children: ReactNode }) {
  const { nonce } = useRequestInformation();
  const hydrated = isHydrated(useMatches().map((match) => match.handle));
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {hydrated && <ScrollRestoration nonce={nonce} />}
        {hydrated && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}
