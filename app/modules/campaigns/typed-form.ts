import type { SubmissionResult } from '@conform-to/react';
import { readTypedTexts } from '~/services/typed-texts.ts';

/** Said where a row is not what it was when its form was opened. What was typed is kept, and belongs to the new row now. */
export const changedMeanwhile =
  'Nothing was saved: somebody changed this since you opened the page. What you typed is still here. Save it again to put it in place of theirs.';

/** The texts of a form by the names of its fields; a ticked box is "on", another is left out. */
export type FormTexts = Readonly<Record<string, string | undefined>>;

/** The errors of a form by the names of its fields. */
export type FormErrors = Record<string, string[] | null | undefined> | null | undefined;

/**
 * The texts of a form: what was typed where it was refused, else what is kept.
 * @param kept  with the `version` of the row
 * @param intent  of the form's own buttons: the other forms of the page send nothing of it
 */
export function readTypedForm(
  answer: SubmissionResult | undefined,
  kept: Readonly<Record<string, string>>,
  intent: readonly string[],
): FormTexts {
  if (!answer) return kept;
  const typed = readTypedTexts(answer);
  if (!intent.includes(typed.intent ?? '')) return kept;
  const isChanged = answer.error?.['']?.includes(changedMeanwhile);
  const { version } = kept;
  return isChanged && version !== undefined ? { ...typed, version } : typed;
}
