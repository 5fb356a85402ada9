import type { SubmissionResult } from '@conform-to/react';
import { readTypedTexts } from '~/services/typed-texts.ts';

/** Said where a row is not what it was when its form was opened. What was typed is kept, and belongs to the new row now. */
export const changedMeanwhile =
  'Nothing was saved: somebody changed this since you opened the page. What you typed is still here. Save it again to put it in place of theirs.';

/**
 * The texts of a form: what was typed where it was refused, else what is kept.
 * @param kept  by the names of fields, with `version` where there is a row already; a ticked box is "on", another is left out
 */
export function readEntry(
  answer: SubmissionResult | undefined,
  kept: Readonly<Record<string, string>>,
): Readonly<Record<string, string | undefined>> {
  // A refused "Delete" sends nothing of the form beside it.
  if (!answer || answer.initialValue?.intent === 'delete') return kept;
  const typed = readTypedTexts(answer);
  const isChanged = answer.error?.['']?.includes(changedMeanwhile);
  const { version } = kept;
  return isChanged && version !== undefined ? { ...typed, version } : typed;
}
