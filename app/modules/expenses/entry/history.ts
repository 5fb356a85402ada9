import type { Row } from '#db/call-function.server.ts';
import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { expenseStatusLabels } from '../labels.ts';

/** A line of an expense's history. */
export interface HistoryLine {
  occurredAt: string;
  /** Null when the system itself acted. */
  actor: string | null;
  /** Sentences without their full stop. */
  events: string[];
}

type Kept = Record<string, unknown>;

const asRow = (value: unknown): Kept => (typeof value === 'object' && value !== null ? { ...value } : {});

const nameOf = (names: Kept, id: unknown) =>
  typeof id === 'string' ? String(names[id] ?? 'one that is gone') : 'none';

/** The fields that decide what an expense counts for, and how each is told. */
const told: { key: string; tell: (value: unknown, names: Kept) => string }[] = [
  { key: 'date', tell: (value) => `Date ${typeof value === 'string' ? formatDate(value) : 'none'}` },
  { key: 'amount', tell: (value) => `Amount ${formatMoney(Number(value))}` },
  { key: 'category_id', tell: (value, names) => `Category ${nameOf(names, value)}` },
  { key: 'listing_id', tell: (value, names) => `Property ${nameOf(names, value)}` },
  { key: 'deduction_percent', tell: (value) => `Deducted ${Number(value)} percent` },
];

const isStatus = (value: unknown): value is keyof typeof expenseStatusLabels =>
  typeof value === 'string' && Object.hasOwn(expenseStatusLabels, value);

/**
 * The history of an expense as lines of text, from what the audit trail keeps of it.
 * @param entries  the oldest first
 */
export function tellHistory(entries: readonly Row<'expense_history'>[]): HistoryLine[] {
  return entries.flatMap(({ occurredAt, actor, before, after, names: held }) => {
    const [was, is, names] = [asRow(before), asRow(after), asRow(held)];
    const note = is.decision_note;
    const decision =
      was.status !== is.status && isStatus(is.status)
        ? [
            `${expenseStatusLabels[is.status]}${typeof note === 'string' && is.status !== 'APPROVED' ? `: “${note}”` : ''}`,
          ]
        : [];
    const changes = told
      .filter(({ key }) => was[key] !== is[key])
      .map(({ key, tell }) => `${tell(is[key], names)}, before ${tell(was[key], names).replace(/^\w+ /, '')}`);
    const events = [...decision, ...changes];
    return events.length > 0 ? [{ occurredAt, actor, events }] : [];
  });
}
