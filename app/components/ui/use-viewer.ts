import { useRouteLoaderData } from '@remix-run/react';
import type { Viewer } from '#db/request-db.server.ts';
import type { Administration } from '~/modules/accounts/platform/places.ts';
import type { ToastMessage } from '~/services/cookies.server.ts';

/** The data that every page is loaded with. */
export interface RootData {
  /** Null for somebody who is not signed in. */
  viewer: Viewer | null;
  /** The number of lines in the viewer's cart, or in the guest's. */
  cartLines: number;
  /** Purchase requests that wait for the viewer to decide. */
  waitingRequests: number;
  /** What their roles of the platform open; null for who has none. */
  administration: Administration | null;
  /** A message left by the previous request. */
  toast: ToastMessage | undefined;
}

/** The data of the root loader; undefined on an error page, where the loader failed. */
export function useRootData(): RootData | undefined {
  return useRouteLoaderData<RootData>('root');
}

/** The viewer; null for somebody who is not signed in. */
export function useViewer() {
  return useRootData()?.viewer ?? null;
}

/** Whether the organization the viewer works for is closing: then nothing of it renews. */
export function useIsClosing(): boolean {
  return typeof useViewer()?.organization?.closingAt === 'string';
}
