import type { SubmissionResult } from '@conform-to/react';
import { changedMeanwhile } from '../contacts/entry.ts';
import { readDraft, type SegmentDraft } from './draft.ts';
import { mostRules } from './rules.ts';

/** Whether a tier has rules about what people did with emails. The database refuses them to the others. */
export const hasBehaviour = (tier: string) => tier === 'GROWTH' || tier === 'ELITE' || tier === 'ENTERPRISE';

/** The ids of the fields of rules' values, by their names. */
export const ruleFieldIds = Object.fromEntries(
  Array.from({ length: mostRules }, (_, place) => [`rules[${place}].value`, `rule-${place}`]),
);

/** The answer of the form: drawn anew, or refused. */
type Answer = { draft: SegmentDraft; counted: string | null } | SubmissionResult;

/** The form as it is shown: as it was sent, else as it is kept. A form that came too late is sent again for the new version. */
export function readAnswer(
  answer: Answer | undefined,
  kept: SegmentDraft,
): { draft: SegmentDraft; errors: SubmissionResult['error']; counted: string | null } {
  if (!answer) return { draft: kept, errors: undefined, counted: null };
  if ('draft' in answer) return { draft: answer.draft, errors: undefined, counted: answer.counted };
  const typed = readDraft(answer.initialValue);
  // A refused "Delete" sends nothing of the form beside it.
  const draft = typed.id === '' ? kept : typed;
  const isChanged = answer.error?.['']?.includes(changedMeanwhile);
  return { draft: isChanged ? { ...draft, version: kept.version } : draft, errors: answer.error, counted: null };
}
