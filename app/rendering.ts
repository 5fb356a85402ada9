/** What a route module says about how its page is rendered. */
export interface RouteHandle {
  /** `false`: the page needs no client code and ships none. */
  hydrate?: boolean;
}

function isRouteHandle(value: unknown): value is RouteHandle {
  return typeof value === 'object' && value !== null;
}

/** Whether a page made of these routes' handles is brought to life in the browser: yes, unless one of them says no. */
export function isHydrated(handles: unknown[]): boolean {
  return !handles.some((handle) => isRouteHandle(handle) && handle.hydrate === false);
}
