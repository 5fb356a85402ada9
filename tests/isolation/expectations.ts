import type { OrganizationRole } from '../factories/organizations.ts';

/** Which roles may do something with a table of their own organization, directly and not through a function. */
export interface TableExpectation {
  /** `OWN`: everybody sees the rows that are about themselves, and no others. */
  select: Reach | 'OWN';
  insert: readonly OrganizationRole[];
  update: Reach;
  delete: Reach;
  /** The condition that a row is a person's, for roles that reach their own rows only. */
  isOf?: (personId: string) => string;
}

/** The roles that reach every row of the organization, and those that reach their own. */
type Reach = readonly OrganizationRole[] | { all: readonly OrganizationRole[]; own: readonly OrganizationRole[] };

/** Which rows a role reaches. */
export function reachOf(role: OrganizationRole, reach: Reach | 'OWN'): 'ALL' | 'OWN' | 'NONE' {
  if (reach === 'OWN') return 'OWN';
  const { all, own } = 'all' in reach ? reach : { all: reach, own: [] };
  return all.includes(role) ? 'ALL' : own.includes(role) ? 'OWN' : 'NONE';
}

const everybody = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const;
const managers = ['OWNER', 'ADMIN'] as const;
const nobody = [] as const;
/** Rows that carry a rule are written by a function that checks the rule. */
const writtenByFunctions = { insert: nobody, update: nobody, delete: nobody };

const contributors = ['OWNER', 'ADMIN', 'MEMBER'] as const;
/** Rows that belong to the organization as a whole. */
const shared = { select: everybody, insert: contributors, update: contributors, delete: contributors };
const isOf = (column: string) => (personId: string) => `${column} = '${personId}'`;
const changedByOwner = { all: managers, own: ['MEMBER'] } as const;
/** Rows that belong to a person and are read by all. */
const personal = (column: string) => ({
  select: everybody,
  insert: contributors,
  update: changedByOwner,
  delete: changedByOwner,
  isOf: isOf(column),
});
/** Rows that a person enters into the books: a MEMBER reads their own, everybody else reads all. */
const entered = (column: string) => ({
  ...personal(column),
  select: { all: ['OWNER', 'ADMIN', 'VIEWER'], own: ['MEMBER'] } as const,
});
/** Rows of the organization that ADMIN and OWNER keep. */
const managed = { select: everybody, insert: managers, update: managers, delete: managers };
/** Rows that tell the taxes: of the OWNER, while nobody is named. */
const ofTaxes = { select: ['OWNER'], insert: ['OWNER'], update: ['OWNER'], delete: ['OWNER'] } as const;
/** Rows that belong to a person and, unless they share them, are read by ADMIN and OWNER besides. */
const confidential = { ...personal('user_id'), select: { all: managers, own: ['MEMBER', 'VIEWER'] } } as const;

/** Rows that tell what an alert found. */
const isOfAlert = (personId: string) => `alert_id in (select id from reid_alerts where ${isOf('user_id')(personId)})`;
/** Each person their own rows, and nobody else's. */
const ownRows = { all: [], own: contributors } as const;

/** The roles table of the product, table by table. */
export const tableExpectations: Readonly<Record<string, TableExpectation>> = {
  organizations: { select: everybody, ...writtenByFunctions },
  users: { select: everybody, ...writtenByFunctions },
  memberships: { select: everybody, ...writtenByFunctions },
  invitations: { select: managers, ...writtenByFunctions },
  sessions: { select: nobody, ...writtenByFunctions },
  password_resets: { select: nobody, ...writtenByFunctions },
  billing_emails: { select: managers, ...writtenByFunctions },
  tool_purchases: { select: everybody, ...writtenByFunctions },
  bundle_purchases: { select: everybody, ...writtenByFunctions },
  marketplace_orders: { select: everybody, ...writtenByFunctions },
  order_lines: { select: everybody, ...writtenByFunctions },
  tool_reviews: { select: everybody, ...writtenByFunctions },
  shopping_carts: { select: 'OWN', ...writtenByFunctions, isOf: isOf('user_id') },
  saved_carts: { select: nobody, ...writtenByFunctions },
  credit_notes: { select: everybody, ...writtenByFunctions },
  order_line_tools: { select: everybody, ...writtenByFunctions },
  order_line_credits: { select: everybody, ...writtenByFunctions },
  credit_note_lines: { select: everybody, ...writtenByFunctions },
  outgoing_mail: { select: nobody, ...writtenByFunctions },
  document_counters: { select: nobody, ...writtenByFunctions },
  audit_chains: { select: nobody, ...writtenByFunctions },
  purchase_requests: { select: everybody, ...writtenByFunctions },
  tool_seats: { select: everybody, ...writtenByFunctions },
  tool_usage_daily: { select: everybody, ...writtenByFunctions },
  usage_periods: { select: everybody, ...writtenByFunctions },
  tool_uses: { select: everybody, ...writtenByFunctions },
  platform_approvals: { select: nobody, ...writtenByFunctions },
  upgrade_requests: { select: managers, ...writtenByFunctions },
  audit_log: { select: managers, ...writtenByFunctions },
  reid_market_data: { select: everybody, ...writtenByFunctions },
  reid_market_revisions: { select: everybody, ...writtenByFunctions },
  reid_series_values: { select: everybody, ...writtenByFunctions },
  reid_demographics: { select: everybody, ...writtenByFunctions },
  reid_schools: { select: everybody, ...writtenByFunctions },
  reid_imports: { select: everybody, ...writtenByFunctions },
  reid_import_rows: { select: everybody, ...writtenByFunctions },
  reid_import_problems: { select: everybody, ...writtenByFunctions },
  reid_watched_areas: { select: 'OWN', insert: contributors, update: nobody, delete: ownRows, isOf: isOf('user_id') },
  reid_alert_events: { ...confidential, ...writtenByFunctions, isOf: isOfAlert },
  reid_alert_reads: { select: 'OWN', insert: contributors, update: nobody, delete: ownRows, isOf: isOf('user_id') },
  reid_webhook_deliveries: { ...confidential, ...writtenByFunctions, isOf: isOfAlert },
  reid_monthly_uses: { select: everybody, ...writtenByFunctions },
  reid_roi_simulations: confidential,
  reid_alerts: confidential,
  reid_reports: { ...confidential, ...writtenByFunctions },
  reid_ai_profiles: confidential,
  listings: { ...shared, delete: managers },
  expense_categories: managed,
  merchant_rules: managed,
  expenses: entered('user_id'),
  expense_settings: { select: everybody, insert: ['OWNER'], update: ['OWNER'], delete: nobody },
  receipts: {
    ...entered('user_id'),
    isOf: (personId) => `expense_id in (select id from expenses where ${isOf('user_id')(personId)})`,
  },
  recurring_expenses: entered('user_id'),
  expense_imports: { ...entered('user_id'), ...writtenByFunctions },
  expense_import_lines: {
    ...entered('user_id'),
    ...writtenByFunctions,
    isOf: (personId) => `import_id in (select id from expense_imports where ${isOf('user_id')(personId)})`,
  },
  payees: managed,
  vehicles: entered('person_id'),
  vehicle_years: {
    ...entered('person_id'),
    isOf: (personId) => `vehicle_id in (select id from vehicles where ${isOf('person_id')(personId)})`,
  },
  depreciable_assets: { ...managed, select: ['OWNER', 'ADMIN', 'VIEWER'] },
  income_entries: ofTaxes,
  tax_settings: ofTaxes,
  tax_readers: { ...ofTaxes, update: nobody },
  tax_payments: ofTaxes,
  tax_estimates: ofTaxes,
  tax_reports: { ...confidential, insert: nobody },
  tax_report_rows: {
    ...confidential,
    ...writtenByFunctions,
    isOf: (personId) => `report_id in (select id from tax_reports where ${isOf('user_id')(personId)})`,
  },
  closed_tax_years: { select: everybody, insert: managers, update: nobody, delete: managers, isOf: isOf('closed_by') },
  content: personal('created_by'),
  // Only erasing removes one.
  contacts: { ...shared, delete: nobody },
  // Only where nothing needs it any more.
  contact_lists: { ...shared, delete: nobody },
  contact_list_members: { select: everybody, ...writtenByFunctions },
  contact_consents: { ...personal('recorded_by'), update: nobody, delete: nobody },
  contact_segments: shared,
  contact_imports: { select: managers, ...writtenByFunctions },
  contact_import_problems: { select: managers, ...writtenByFunctions },
  suppressions: { ...personal('created_by'), update: nobody, delete: nobody },
  // One is switched off and never deleted.
  signup_forms: { ...shared, delete: nobody },
  subscription_requests: { select: managers, ...writtenByFunctions },
  campaign_settings: { select: everybody, ...writtenByFunctions },
  sending_domains: { select: everybody, ...writtenByFunctions },
  campaign_entries: personal('created_by'),
  campaign_repeats: { select: everybody, ...writtenByFunctions },
  media_files: { ...personal('created_by'), update: nobody },
  email_links: { select: everybody, ...writtenByFunctions },
  email_events: { select: everybody, ...writtenByFunctions },
  sending_months: { select: everybody, ...writtenByFunctions },
  social_accounts: { select: everybody, ...writtenByFunctions },
  campaigns: personal('created_by'),
  email_campaigns: personal('created_by'),
  email_deliveries: { select: everybody, ...writtenByFunctions },
  social_media_posts: personal('created_by'),
  campaign_content: personal('linked_by'),
};

/** Tenant tables that a platform admin reads across organizations. */
export const readByPlatformAdmins: readonly string[] = ['audit_log'];
