import type { OrganizationRole } from '../factories/organizations.ts';

/** Which roles may do something with a table of their own organization, directly and not through a function. */
export interface TableExpectation {
  /** `OWN`: everybody sees the rows that are about themselves, and no others. */
  select: readonly OrganizationRole[] | 'OWN';
  insert: readonly OrganizationRole[];
  update: readonly OrganizationRole[];
  delete: readonly OrganizationRole[];
}

const everybody = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const;
const managers = ['OWNER', 'ADMIN'] as const;
const nobody = [] as const;
/** Whatever carries a rule is written by a function that checks the rule. */
const writtenByFunctions = { insert: nobody, update: nobody, delete: nobody };

/** The roles table of the product, table by table. */
export const tableExpectations: Readonly<Record<string, TableExpectation>> = {
  organizations: { select: everybody, ...writtenByFunctions },
  users: { select: everybody, ...writtenByFunctions },
  memberships: { select: everybody, ...writtenByFunctions },
  invitations: { select: managers, ...writtenByFunctions },
  sessions: { select: nobody, ...writtenByFunctions },
  password_resets: { select: nobody, ...writtenByFunctions },
  tool_purchases: { select: everybody, ...writtenByFunctions },
  bundle_purchases: { select: everybody, ...writtenByFunctions },
  marketplace_orders: { select: everybody, ...writtenByFunctions },
  order_lines: { select: everybody, ...writtenByFunctions },
  tool_reviews: { select: everybody, ...writtenByFunctions },
  shopping_carts: { select: 'OWN', ...writtenByFunctions },
  purchase_requests: { select: everybody, ...writtenByFunctions },
  tool_seats: { select: everybody, ...writtenByFunctions },
  tool_usage_daily: { select: everybody, ...writtenByFunctions },
  audit_log: { select: managers, ...writtenByFunctions },
};

/** Tenant tables that a platform admin reads across organizations. */
export const readByPlatformAdmins: readonly string[] = ['audit_log'];
