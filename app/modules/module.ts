import type { IconName } from '~/components/ui/icon.tsx';

/** A page in a module's navigation. */
export interface ModulePlace {
  href: string;
  label: string;
  icon: IconName;
  /**
   * Who finds it, where that is not everybody in the module: all but MEMBERs, or whom the module's `restriction` lets.
   * The page itself decides the same; this only leaves out a link that would lead nowhere.
   */
  only?: 'not-members' | 'restricted';
}

/** How a purchase unlocks a module. The database has the same list: `app.module_addresses`. */
export interface UnlockedBy {
  /** Slug of the tool whose purchase unlocks the module. */
  tool: string;
  /** Address of its first page; all its pages lie below. */
  address: `/${string}`;
  /** The tool's name in the catalog. */
  title: string;
  /** The module's own navigation, its first page first. */
  places: readonly [ModulePlace, ...ModulePlace[]];
  /** The database's function that says whether the viewer finds the restricted places. */
  restriction?: 'may_see_taxes';
  /** What waits for the viewer in one of the places: its address, and the database's function that counts. */
  waiting?: { href: string; count: 'count_unread_alert_events' };
}

/** The places of a module that a visitor finds, with the number of things that wait in each. */
export function listPlaces(
  { places, waiting }: UnlockedBy,
  { role, seesRestricted, waitingCount }: { role: string; seesRestricted: boolean; waitingCount: number },
): (ModulePlace & { waiting?: number })[] {
  return places
    .filter(({ only }) => only === undefined || (only === 'restricted' ? seesRestricted : role !== 'MEMBER'))
    .map((place) => (place.href === waiting?.href ? { ...place, waiting: waitingCount } : place));
}

/** Everything that the rest of the app knows of a module, read from the registry only: a new module is one more entry there. */
export interface Module {
  /** Its folder in app/modules, db/schema, db/rules, db/seed and tests. */
  name: string;
  /** Its name in the documentation of the tables. */
  title: string;
  /** Absent when everybody who is signed in has the module. */
  unlockedBy?: UnlockedBy;
  /** Beginnings of addresses that search engines must not read. The administration's are not named to them. */
  personalAddresses?: readonly string[];
  /** Addresses for search engines that always exist. */
  publicAddresses?: readonly string[];
  /** Labels of the audit trail's subjects, by their names in the trail. */
  auditSubjects?: Readonly<Record<string, string>>;
  /** Labels of columns in the audit trail that are not simply the column's name. */
  auditFields?: Readonly<Record<string, string>>;
  /** Its files: the beginnings of their keys, and the database's function that says which keys no row of the module names. */
  keptFiles?: {
    prefixes: readonly string[];
    listUnnamed:
      | 'list_unnamed_files'
      | 'list_unnamed_market_files'
      | 'list_unnamed_campaign_files'
      | 'list_unnamed_tool_pictures';
  };
  /**
   * Tables with rows of an organization, each with the columns that an export leaves out: hashes of tokens and
   * passwords, the keys of forms, the platform's own notes about a person.
   */
  exportedTables?: Readonly<Record<string, readonly string[]>>;
}
