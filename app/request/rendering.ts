/** What a route module says about how its page is rendered. */
export interface RouteHandle {
  /** `false`: the page needs no client code and ships none. */
  hydrate?: boolean;
  /**
   * Says that the page is the same for everybody without cookies, so that it may be kept at the edge, and under which
   * address: its path with the parameters it reads, in one order. `null` for an address that is not worth keeping.
   */
  publicAddress?: (url: URL) => string | null;
  /** What to tell when a form of the page may or may not have been saved, where sending it again is not all there is to it. */
  ifInDoubt?: string;
}

function isRouteHandle(value: unknown): value is RouteHandle {
  return typeof value === 'object' && value !== null;
}

/** Whether a page made of these routes' handles is brought to life in the browser: yes, unless one of them says no. */
export function isHydrated(handles: unknown[]): boolean {
  return !handles.some((handle) => isRouteHandle(handle) && handle.hydrate === false);
}

/** How the page of a route with this handle is addressed at the edge; undefined for one that is not kept there. */
export function publicAddressOf(handle: unknown): RouteHandle['publicAddress'] {
  return isRouteHandle(handle) ? handle.publicAddress : undefined;
}

/** What a route says about a form that may or may not have been saved. */
export function readDoubt(handle: unknown): string | undefined {
  return isRouteHandle(handle) ? handle.ifInDoubt : undefined;
}
