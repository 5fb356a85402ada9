import { Tag } from '~/components/ui/tag.tsx';
import { type ExpenseStatus, expenseStatusLabels } from './labels.ts';

const hues = { PENDING: 'info', NEEDS_REVIEW: 'warning', APPROVED: 'success', REJECTED: 'danger' } as const;

/** Where an expense stands. */
export function ExpenseTag({ status }: { status: ExpenseStatus }) {
  return <Tag hue={hues[status]}>{expenseStatusLabels[status]}</Tag>;
}
