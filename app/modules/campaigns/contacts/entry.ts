import type { SubmissionResult } from '@conform-to/react';
import { readTypedTexts } from '~/services/typed-texts.ts';
import type { FoundContact } from './queries.server.ts';
import { writeTags } from './tags.ts';

/** The texts of a form by the names of their fields; a ticked box is "on". */
export type Entry = Readonly<Record<string, string | undefined>>;

/** Said where a row is not what it was when its form was opened. What was typed is kept, and belongs to the new row now. */
export const changedMeanwhile =
  'Nothing was saved: somebody changed this since you opened the page. What you typed is still here. Save it again to put it in place of theirs.';

/** The texts of a kept contact's form. */
export function keptContact({ id, version, name, email, phone, tags, notes, timeZone }: FoundContact): Entry {
  return {
    id,
    version: String(version),
    name,
    email,
    phone: phone ?? '',
    tags: writeTags(tags),
    notes: notes ?? '',
    timeZone: timeZone ?? '',
  };
}

/**
 * The texts of one form of a page that has several: what was typed where it was refused, else what is kept.
 * @param intents  of the form's buttons
 */
export function readEntry(
  answer: SubmissionResult | undefined,
  intents: readonly string[],
  kept: Entry,
): { entry: Entry; errors: SubmissionResult['error'] } {
  const typed = answer && readTypedTexts(answer);
  if (!answer || !typed || !intents.includes(typed.intent ?? '')) return { entry: kept, errors: undefined };
  const isChanged = answer.error?.['']?.includes(changedMeanwhile);
  const { version } = kept;
  return { entry: isChanged && version !== undefined ? { ...typed, version } : typed, errors: answer.error };
}
