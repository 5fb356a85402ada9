import { useRouteLoaderData } from '@remix-run/react';
import type { Viewer } from '#db/request-db.server.ts';
import type { ToastMessage } from '~/services/cookies.server.ts';

/** What every page is loaded with. */
export interface RootData {
  /** Null for somebody who is not signed in. */
  viewer: Viewer | null;
  /** In the viewer's cart, or in the guest's. */
  cartLines: number;
  /** Purchase requests that wait for the viewer to decide. */
  waitingRequests: number;
  /** A message left by the request before this one. */
  toast: ToastMessage | undefined;
}

/** What the root loader found; undefined where it could not, on an error page. */
export function useRootData(): RootData | undefined {
  return useRouteLoaderData<RootData>('root');
}

/** Who is looking: null for somebody who is not signed in. */
export function useViewer() {
  return useRootData()?.viewer ?? null;
}
