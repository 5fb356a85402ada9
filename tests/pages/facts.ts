/** The visitors every page is tried with: nobody known, one person of each role in an organization, a platform admin of none. */
export const visitorNames = ['guest', 'viewer', 'member', 'admin', 'owner', 'administrator'] as const;
export type VisitorName = (typeof visitorNames)[number];

export const everybody = [...visitorNames] as const;
export const guests = ['guest'] as const;
export const signedIn = ['viewer', 'member', 'admin', 'owner', 'administrator'] as const;
/** Of the organization. */
export const people = ['viewer', 'member', 'admin', 'owner'] as const;
export const workers = ['member', 'admin', 'owner'] as const;
export const managers = ['admin', 'owner'] as const;
export const owners = ['owner'] as const;
export const platform = ['administrator'] as const;
export const nobody = [] as const;

/** One line of the table: what is expected of a route. What most routes have in common is left out. */
export interface Facts {
  /** A part like `:order` stands for something a site has; see `fillAddress`. */
  address: string;
  /** Addresses of other states of the page: empty, filtered, of another thing. */
  also?: readonly string[];
  /** Who is answered. */
  may: readonly VisitorName[];
  /**
   * How all others are turned away. By default guests are sent to sign in and the others find nothing (404). `missing`:
   * nobody finds anything. `explained`: a page says why, with 401 for guests and 403 for the others. An address: sent there.
   */
  otherwise?: 'missing' | 'explained' | '/' | '/home';
  /** Who opens it in tests of the page itself. By default the first of guest, owner and administrator who may. */
  visitor?: 'guest' | 'owner' | 'administrator';
  /** Content type of the answer; `text/html` by default. */
  type?: string;
  /** The address it redirects to instead of showing anything. */
  leadsTo?: string;
  /** Statements of its one database request, that of the session included; 1 by default, 0 for no request. */
  statements?: number;
  /** Whether it ships the framework's script; no by default. */
  hydrates?: true;
  /** Most bytes of its HTML; 25,000 by default. */
  html?: number;
  /** Whether it is the same for everybody without cookies: kept at the edge and in the sitemap. */
  isPublic?: true;
  /** Whether every answer stands in a frame of another page of ours. */
  isFramed?: true;
  /** Whether robots may look at a page for guests that is not public. The others are forbidden to them. */
  isOpenToRobots?: true;
  /**
   * What its action makes of a form it cannot read. By default it says on its page what is wrong. `missing`: a 404.
   * `not read`: no field is needed, so it does what its button says. `taken`: whatever is readable of it is shown.
   */
  badForm?: 'missing' | 'not read' | 'taken';
  /** Most bytes of its form without files; 100,000 by default. */
  formBytes?: number;
  /** Whether its action takes forms from other sites and programs, which prove themselves otherwise. */
  takesFromElsewhere?: true;
  /** Whether an address that we did not make is refused without asking the database. */
  refusesUnknown?: true;
  /**
   * For whom the forms act that are sent to it. By default, those of the administration act for the platform, and all others
   * for the organization of the page they are on, which they name. `person`: for the sender, wherever they work.
   */
  actsFor?: 'organization' | 'person' | 'platform';
}

/** Facts by the names of route files. */
export type FactsByRoute = Record<string, Facts>;
