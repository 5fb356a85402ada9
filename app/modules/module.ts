import type { IconName } from '~/components/ui/icon.tsx';

/** A page that a module's navigation leads to. */
export interface ModulePlace {
  href: string;
  label: string;
  icon: IconName;
}

/** How a purchase unlocks a module. The database has the same list: `app.module_addresses`. */
export interface UnlockedBy {
  /** Slug of the tool whose purchase unlocks the module. */
  tool: string;
  /** Where the module begins; every page of it lies below. */
  address: `/${string}`;
  /** As the catalog calls the tool. */
  title: string;
  /** The module's own navigation, its first page first. */
  places: readonly [ModulePlace, ...ModulePlace[]];
}

/** Everything the house knows of a module. Whatever needs it reads the registry, so that a new module is one more entry there. */
export interface Module {
  /** Its folder in app/modules, db/schema, db/rules, db/seed and tests. */
  name: string;
  /** As the documentation of the tables calls it. */
  title: string;
  /** Absent where everybody signed in has the module. */
  unlockedBy?: UnlockedBy;
  /** Beginnings of addresses where search engines find nothing. The administration is not told of. */
  personalAddresses?: readonly string[];
  /** Addresses that are always there for search engines. */
  publicAddresses?: readonly string[];
  /** Subjects of the audit trail, by the name the trail has for them, in words. */
  auditSubjects?: Readonly<Record<string, string>>;
  /** Columns in the audit trail whose name in words is not simply the column's name. */
  auditFields?: Readonly<Record<string, string>>;
  /**
   * Tables that hold something of an organization, each with the columns that an export leaves out: hashes of tokens and
   * passwords, the keys of forms, what the platform keeps about a person.
   */
  exportedTables?: Readonly<Record<string, readonly string[]>>;
}
