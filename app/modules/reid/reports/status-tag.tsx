import { Tag } from '~/components/ui/tag.tsx';
import type { ListedReport } from './queries.server.ts';

const looks = {
  DRAFT: { hue: 'neutral', word: 'Draft' },
  GENERATING: { hue: 'warning', word: 'Being made' },
  COMPLETED: { hue: 'success', word: 'Complete' },
  FAILED: { hue: 'danger', word: 'Failed' },
} as const;

/** The status of a report. */
export function ReportTag({ status }: Pick<ListedReport, 'status'>) {
  const { hue, word } = looks[status];
  return <Tag hue={hue}>{word}</Tag>;
}
