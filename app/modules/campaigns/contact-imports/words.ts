import { countWords } from '~/utils/words.ts';
import type { ListedImport } from './queries.server.ts';

type Status = ListedImport['status'];

/** How far an import is, in a word. */
export const statusLooks = {
  UPLOADED: { word: 'To be imported', hue: 'warning' },
  RUNNING: { word: 'Being imported', hue: 'warning' },
  DONE: { word: 'Imported', hue: 'success' },
  FAILED: { word: 'Cannot be read', hue: 'danger' },
  CANCELLED: { word: 'Cancelled', hue: 'neutral' },
} as const satisfies Record<Status, { word: string; hue: string }>;

type Counts = Pick<ListedImport, 'status' | 'rowsAdded' | 'rowsChanged' | 'rowsUnchanged' | 'rowsRefused'>;

/** What an import did so far, as a sentence. */
export function describeResult({ status, rowsAdded, rowsChanged, rowsUnchanged, rowsRefused }: Counts): string {
  if (status === 'UPLOADED') return 'Say which column is what, then it is imported.';
  const counts = `${countWords(rowsAdded, 'contact')} added, ${rowsChanged.toLocaleString('en-US')} changed, ${rowsUnchanged.toLocaleString('en-US')} unchanged, ${countWords(rowsRefused, 'row')} refused`;
  return status === 'RUNNING' ? `${counts} so far.` : `${counts}.`;
}
