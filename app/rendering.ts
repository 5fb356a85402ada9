/** What a route module says about how its page is rendered. */
export interface RouteHandle {
  /** `false`: the page needs no client code and ships none. */
  hydrate?: boolean;
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

/** What a route says about a form that may or may not have been saved. */
export function readDoubt(handle: unknown): string | undefined {
  return isRouteHandle(handle) ? handle.ifInDoubt : undefined;
}
