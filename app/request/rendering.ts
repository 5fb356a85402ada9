import type { PlatformArea } from '~/modules/accounts/platform/areas.ts';

/** How a route takes part in frames; undefined for one that neither has any nor stands in one. */
export type Framing = 'shows' | 'is-shown' | undefined;

/**
 * Roles whose forms an action takes: of all its forms, or by the button that was pressed (`intent`); `other` of buttons that are not named.
 * The name of an area of the administration stands for those who change something there.
 */
export type FormRoles = PlatformArea | readonly string[] | Readonly<Record<string, readonly string[]>>;

/** How the page of a route is rendered: exported by the route module. */
export interface RouteHandle {
  /** `false`: the page needs no client code and ships none. */
  hydrate?: boolean;
  /**
   * Says that the page is the same for everybody without cookies, so that it may be kept at the edge, and under which
   * address: its path with the parameters it reads, in one order. `null` for an address that is not worth keeping.
   */
  publicAddress?: (url: URL) => string | null;
  /** Says that a page kept at the edge is made anew before it is sent, once it may have changed: what was taken back is gone. */
  neverStale?: true;
  /** The message when a form of the page may have been saved, where sending it again needs more words than usual. */
  ifInDoubt?: string;
  /** Says that the action is the same whatever organization its sender works for, though its form may name one. */
  ignoresFormOrganization?: true;
  /** Says that the action reads forms with files itself, as they arrive, and compares the organization that one names. */
  takesFiles?: true;
  /** Bytes of the largest form that the action reads, its files left out; 100,000 by default. */
  formBytes?: number;
  /** `shows`: the page has frames with other pages of ours. `is-shown`: every answer stands in a frame of such a page. */
  frames?: Framing;
  /**
   * Roles whose forms the action takes, where more people see the page. Anybody else finds nothing, whatever the form holds. By default whoever
   * gets to the page may send its forms; in the modules that a purchase unlocks, all but VIEWERs.
   */
  formsFrom?: FormRoles;
  /** Says that the answer is the same whoever asks, so that no cookie is read. */
  readsNoCookies?: true;
}

function isRouteHandle(value: unknown): value is RouteHandle {
  return typeof value === 'object' && value !== null;
}

/** Whether a page made of these routes' handles gets client code: yes, unless one of them refuses it. */
export function isHydrated(handles: unknown[]): boolean {
  return !handles.some((handle) => isRouteHandle(handle) && handle.hydrate === false);
}

/** The function that gives the page its address at the edge; undefined for a page that is not kept there. */
export function publicAddressOf(handle: unknown): RouteHandle['publicAddress'] {
  return isRouteHandle(handle) ? handle.publicAddress : undefined;
}

/** Whether a kept page of the route is only sent as long as it is the newest. */
export function isNeverStale(handle: unknown): boolean {
  return isRouteHandle(handle) && handle.neverStale === true;
}

/** The message of a route about a form that may have been saved; undefined for the usual one. */
export function readDoubt(handle: unknown): string | undefined {
  return isRouteHandle(handle) ? handle.ifInDoubt : undefined;
}

/** Whether the action of a route does not compare the organization that its form names. */
export function ignoresFormOrganization(handle: unknown): boolean {
  return isRouteHandle(handle) && handle.ignoresFormOrganization === true;
}

/** Whether a route answers everybody alike, and reads no cookie. */
export function readsNoCookies(handle: unknown): boolean {
  return isRouteHandle(handle) && handle.readsNoCookies === true;
}

/** Bytes of the largest form that the action of a route reads; undefined for the usual limit. */
export function readFormBytes(handle: unknown): number | undefined {
  return isRouteHandle(handle) ? handle.formBytes : undefined;
}

/** How a route takes part in frames. */
export function readFraming(handle: unknown): Framing {
  return isRouteHandle(handle) ? handle.frames : undefined;
}

/** Whether the action of a route reads forms with files itself. */
export function takesFiles(handle: unknown): boolean {
  return isRouteHandle(handle) && handle.takesFiles === true;
}

/** The roles whose forms the action of a route takes; undefined where the route does not say. */
export function readFormRoles(handle: unknown): FormRoles | undefined {
  return isRouteHandle(handle) ? handle.formsFrom : undefined;
}
