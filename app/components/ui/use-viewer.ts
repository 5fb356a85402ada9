import { createContext, useContext } from 'react';
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

interface Viewing {
  /** Undefined on an error page, where the root loader failed. */
  rootData: RootData | undefined;
  pathname: string;
  search: string;
}

const Context = createContext<Viewing>({ rootData: undefined, pathname: '/', search: '' });

/** Says who looks at a page, and at which. Parts of a page are also rendered outside the framework, so they ask this and not its router. */
export const ViewingProvider = Context.Provider;

/** The data of the root loader; undefined on an error page, where the loader failed. */
export function useRootData(): RootData | undefined {
  return useContext(Context).rootData;
}

/** The address of the page: its path and query. */
export function usePageAddress(): { pathname: string; search: string } {
  return useContext(Context);
}

/** The viewer; null for somebody who is not signed in. */
export function useViewer() {
  return useRootData()?.viewer ?? null;
}

/** Whether the organization the viewer works for is closing: then nothing of it renews. */
export function useIsClosing(): boolean {
  return typeof useViewer()?.organization?.closingAt === 'string';
}
