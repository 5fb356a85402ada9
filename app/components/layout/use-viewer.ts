import { useRouteLoaderData } from '@remix-run/react';
import type { loader } from '~/root.tsx';

/** What the root loader found; undefined where it could not, on an error page. */
export function useRootData() {
  return useRouteLoaderData<typeof loader>('root');
}

/** Who is looking: null for somebody who is not signed in. */
export function useViewer() {
  return useRootData()?.viewer ?? null;
}
