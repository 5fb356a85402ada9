import { formatDate, formatDateTime } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { compareNames } from '~/utils/name-order.ts';
import { actionLabels, fieldLabel, subjectLabels } from './labels.ts';

type Row = Record<string, unknown>;

/** An entry of the audit trail. */
export interface AuditEntry {
  id: string;
  /** Its place in its chain, from 1. */
  position: number;
  occurredAt: string;
  /** The organization whose trail it is in; null for the platform's. */
  organization: string | null;
  actorId: string | null;
  /** The person who did it; null when the system did. */
  actor: string | null;
  action: string;
  subjectType: string;
  subjectId: string;
  before: Row | null;
  after: Row | null;
  /** The names of the things that the ids in it stand for, as far as these still exist, by id. */
  names: Record<string, string>;
}

/** A field that changed, in words; null where it is empty. */
export interface FieldChange {
  label: string;
  before: string | null;
  after: string | null;
}

/** Columns in cents, of all tables. */
const money = new Set([
  'amount',
  'budget',
  'budget_spent',
  'bundle_price',
  'credit',
  'credit_total',
  'list_price',
  'monthly_spending_limit',
  'original_price',
  'price',
  'price_at_purchase',
  'refunded_total',
  'subtotal',
  'total',
]);
/** Columns that tell a reader nothing when a row is added or removed: the entry itself says it. */
const evident = new Set(['id', 'organization_id', 'created_at', 'updated_at']);

/** The changes in an entry: all fields of a row that was added or removed, otherwise those that differ. */
export function listChanges({ before, after, names }: Pick<AuditEntry, 'before' | 'after' | 'names'>): FieldChange[] {
  const columns = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const wholeRow = before === null || after === null;
  const currency = String((after ?? before)?.currency ?? 'USD').trim();
  const write = (row: Row | null, column: string) => writeValue(column, row?.[column], { names, currency });
  return columns
    .filter((column) => !(wholeRow && evident.has(column)))
    .filter((column) => wholeRow || JSON.stringify(before[column]) !== JSON.stringify(after[column]))
    .map((column) => ({ label: fieldLabel(column), before: write(before, column), after: write(after, column) }))
    .filter((change) => change.before !== null || change.after !== null)
    .toSorted((a, b) => compareNames(a.label, b.label));
}

function writeValue(
  column: string,
  value: unknown,
  { names, currency }: { names: Record<string, string>; currency: string },
): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return money.has(column) ? formatMoney(value, currency) : String(value);
  if (Array.isArray(value)) {
    const items = value.flatMap((item) => writeValue(column, item, { names, currency }) ?? []);
    return items.length > 0 ? items.join(', ') : null;
  }
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  if (Object.hasOwn(names, text)) return names[text] ?? text;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return formatDateTime(text);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatDate(text);
  return text;
}

/** The person who did it, in words. */
export function describeActor({ actor, actorId }: Pick<AuditEntry, 'actor' | 'actorId'>): string {
  return actor ?? (actorId === null ? 'The system' : 'Somebody whose account is gone');
}

/** The act and its subject in words: "Membership: changed". */
export function describeEvent({ action, subjectType }: Pick<AuditEntry, 'action' | 'subjectType'>): string {
  return `${subjectLabels[subjectType] ?? fieldLabel(subjectType)}: ${(actionLabels[action] ?? action).toLowerCase()}`;
}

/** The name of the changed thing; null when it has none. */
export function nameSubject({ subjectId, before, after, names }: AuditEntry): string | null {
  const row = after ?? before ?? {};
  const ids = [subjectId, row.user_id, row.tool_id, row.bundle_id, row.order_id].map(String);
  const named = [row.name, row.number, row.email, ...ids.map((id) => names[id])];
  return named.find((name): name is string => typeof name === 'string' && name !== '') ?? null;
}
