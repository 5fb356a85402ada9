import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { currentDatabaseUrls } from './local/connection.ts';
import { isMainModule } from './main-module.ts';

/** The file with the description. */
export const schemaDocument = fileURLToPath(new URL('SCHEMA.md', import.meta.url));

/** The module of each table. A table that is missing here stops the description. */
const modules: Readonly<Record<string, readonly string[]>> = {
  Accounts: [
    'organizations',
    'users',
    'memberships',
    'sessions',
    'invitations',
    'password_resets',
    'email_confirmations',
    'billing_emails',
    'sign_in_attempts',
    'known_devices',
    'pending_sign_ins',
    'sign_in_mails',
    'sign_in_keys',
    'platform_roles',
    'platform_approvals',
    'upgrade_requests',
    'saved_filters',
    'authenticators',
    'passkeys',
    'recovery_codes',
    'second_factor_attempts',
    'used_challenges',
    'limited_uses',
    'request_secrets',
    'outgoing_mail',
  ],
  Catalog: [
    'marketplace_tools',
    'tool_pictures',
    'tool_bundles',
    'bundle_tools',
    'former_slugs',
    'catalog_words',
    'catalog_version',
  ],
  Marketplace: [
    'shopping_carts',
    'saved_carts',
    'marketplace_orders',
    'order_lines',
    'order_line_tools',
    'order_line_credits',
    'credit_notes',
    'credit_note_lines',
    'payment_events',
    'payment_reversals',
    'unmatched_payments',
    'platform_settings',
    'document_counters',
    'tool_purchases',
    'bundle_purchases',
    'purchase_requests',
    'tool_seats',
    'tool_usage_daily',
    'usage_periods',
    'tool_uses',
    'tool_reviews',
    'review_flags',
  ],
  Audit: ['audit_log', 'audit_chains', 'audit_people', 'audit_values'],
  REID: [
    'reid_market_data',
    'reid_market_revisions',
    'reid_series_values',
    'reid_demographics',
    'reid_schools',
    'reid_imports',
    'reid_import_rows',
    'reid_import_problems',
    'reid_watched_areas',
    'reid_roi_simulations',
    'reid_alerts',
    'reid_alert_events',
    'reid_alert_reads',
    'reid_webhook_deliveries',
    'reid_reports',
    'reid_ai_profiles',
    'reid_monthly_uses',
  ],
  'Expense & Tax': [
    'listings',
    'expense_categories',
    'tax_form_lines',
    'merchant_rules',
    'expenses',
    'expense_settings',
    'receipts',
    'recurring_expenses',
    'expense_imports',
    'expense_import_lines',
    'payees',
    'vehicles',
    'vehicle_years',
    'depreciable_assets',
    'income_entries',
    'tax_settings',
    'tax_readers',
    'tax_payments',
    'tax_estimates',
    'closed_tax_years',
    'tax_reports',
    'tax_report_rows',
  ],
  Campaigns: [
    'campaigns',
    'campaign_content',
    'campaign_entries',
    'campaign_repeats',
    'content',
    'contacts',
    'contact_lists',
    'contact_list_members',
    'contact_consents',
    'contact_segments',
    'contact_imports',
    'contact_import_problems',
    'suppressions',
    'signup_forms',
    'subscription_requests',
    'campaign_settings',
    'sending_domains',
    'media_files',
    'email_campaigns',
    'email_deliveries',
    'email_links',
    'email_events',
    'sending_months',
    'send_budgets',
    'social_accounts',
    'social_media_posts',
  ],
};

interface Column {
  table: string;
  name: string;
  type: string;
  isNullable: boolean;
  default: string | null;
  isGenerated: boolean;
}
interface Constraint {
  table: string;
  kind: 'p' | 'u' | 'f' | 'c';
  name: string;
  definition: string;
  columns: string[];
  referenced: string | null;
}
interface Named {
  table: string;
  name: string;
  definition: string;
}

const columnsQuery = `
  select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as "isNullable", pg_get_expr(d.adbin, d.adrelid) as "default", a.attgenerated <> '' as "isGenerated"
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname, a.attnum`;
const constraintsQuery = `
  select c.relname as "table", k.contype as kind, k.conname as name, pg_get_constraintdef(k.oid) as definition,
    array(select a.attname::text from unnest(k.conkey) with ordinality as key (number, position)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = key.number order by position) as columns,
    k.confrelid::regclass::text as referenced
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where c.relnamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f', 'c') order by c.relname, k.contype, k.conname`;
const indexesQuery = `
  select tablename as "table", indexname as name, regexp_replace(indexdef, '^.* USING ', '') as definition from pg_indexes
  where schemaname = 'public' and indexname not in (select conname from pg_constraint) order by tablename, indexname`;
const policiesQuery = `
  select tablename as "table", policyname as name,
    lower(permissive) || ', ' || lower(cmd) || coalesce(', using ' || qual, '') || coalesce(', with check ' || with_check, '') as definition
  from pg_policies where schemaname = 'public' order by tablename, policyname`;
const enumsQuery = `
  select t.typname as name, string_agg(e.enumlabel, ', ' order by e.enumsortorder) as definition
  from pg_type t join pg_enum e on e.enumtypid = t.oid where t.typnamespace = 'public'::regnamespace
  group by t.typname order by t.typname`;

/**
 * Describes the tables of a database in Markdown, from its catalog: by module, with columns, keys, checks, indexes and
 * policies, and a diagram for each module.
 * @throws Error for a table that belongs to no module
 */
export async function describeDatabase(sql: Client): Promise<string> {
  const columns = (await sql.query<Column>(columnsQuery)).rows;
  const constraints = (await sql.query<Constraint>(constraintsQuery)).rows;
  const indexes = (await sql.query<Named>(indexesQuery)).rows;
  const policies = (await sql.query<Named>(policiesQuery)).rows;
  const enums = (await sql.query<Omit<Named, 'table'>>(enumsQuery)).rows;

  const known = new Set(Object.values(modules).flat());
  const unknown = [...new Set(columns.map(({ table }) => table))].filter((table) => !known.has(table));
  if (unknown.length > 0) throw new Error(`Say in db/docs.ts which module these belong to: ${unknown.join(', ')}.`);

  const of = <Row extends { table: string }>(rows: Row[], table: string) => rows.filter((row) => row.table === table);
  const describeTable = (table: string) =>
    [
      `### ${table}`,
      describeColumns(of(columns, table)),
      list(
        'Keys',
        of(constraints, table).filter(({ kind }) => kind !== 'c'),
      ),
      list(
        'Checks',
        of(constraints, table).filter(({ kind }) => kind === 'c'),
      ),
      list('Indexes', of(indexes, table)),
      list('Policies', of(policies, table)),
    ]
      .filter(Boolean)
      .join('\n\n');

  const sections = Object.entries(modules).map(([module, tables]) =>
    [
      `## ${module}`,
      draw(
        tables,
        constraints.filter(({ table }) => tables.includes(table)),
      ),
      ...tables.map(describeTable),
    ].join('\n\n'),
  );
  return `${[
    '# Schema',
    'Written by `npm run db:docs` from the catalog of a migrated database; a test fails when it is out of date.',
    ...sections,
    '## Enums',
    enums.map(({ name, definition }) => `- **${name}**: ${definition}`).join('\n'),
  ].join('\n\n')}\n`;
}

function describeColumns(columns: Column[]): string {
  const rows = columns.map(({ name, type, isNullable, isGenerated, default: value }) => {
    const origin = value === null ? '' : `${isGenerated ? 'always ' : ''}${code(value)}`;
    return `| ${name} | ${type} | ${isNullable ? 'yes' : ''} | ${origin} |`;
  });
  return ['| column | type | null | default |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function list(title: string, entries: { name: string; definition: string }[]): string {
  if (entries.length === 0) return '';
  return [`${title}:`, '', ...entries.map(({ name, definition }) => `- ${name}: ${code(definition)}`)].join('\n');
}

const code = (text: string) => `\`${text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')}\``;

/** An entity diagram: each table with its keys and its references, within the module and out of it. */
function draw(tables: readonly string[], constraints: Constraint[]): string {
  const references = constraints.filter(({ kind }) => kind === 'f');
  const entities = tables.map((table) => {
    const keys = constraints.filter((constraint) => constraint.table === table);
    const primary = keys.find(({ kind }) => kind === 'p')?.columns ?? [];
    const foreign = new Set(keys.filter(({ kind }) => kind === 'f').flatMap(({ columns }) => columns));
    const attributes = [...new Set([...primary, ...foreign])].map((column) => {
      const marks = [...(primary.includes(column) ? ['PK'] : []), ...(foreign.has(column) ? ['FK'] : [])];
      return `    key ${column} ${marks.join(', ')}`;
    });
    return [`  ${table} {`, ...attributes, '  }'].join('\n');
  });
  const lines = references.map(
    ({ table, columns, referenced }) => `  ${referenced} ||--o{ ${table} : "${columns.join(', ')}"`,
  );
  return ['```mermaid', 'erDiagram', ...entities, ...new Set(lines), '```'].join('\n');
}

// `npm run db:docs`, on the database of the environment or the running local one.
if (isMainModule(import.meta.url)) {
  const { ownerUrl } = await currentDatabaseUrls();
  const sql = new Client({ connectionString: ownerUrl });
  await sql.connect();
  const description = await describeDatabase(sql).finally(() => sql.end());
  const isCurrent = description === (await readFile(schemaDocument, 'utf8').catch(() => ''));
  if (!isCurrent) await writeFile(schemaDocument, description);
  console.log(isCurrent ? 'db/SCHEMA.md is current.' : 'db/SCHEMA.md is written.');
}
