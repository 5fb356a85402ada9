import { z } from 'zod';
import { incompletePage, lineOfText, staleButton } from '~/services/form-values.ts';
import { readKey } from '~/utils/addresses.ts';
import { rowId, rowVersion } from '../contacts/schema.ts';
import { mostRules, readRule, ruleKinds, type SegmentRule } from './rules.ts';

const rules = z
  .array(
    z
      .object({
        kind: z.string({ error: incompletePage }),
        value: z.string({ error: incompletePage }).max(500, 'Use at most 200 characters.').optional(),
      })
      .transform(({ kind, value = '' }, context): SegmentRule => {
        const known = readKey(ruleKinds, kind);
        const rule = known === undefined ? { problem: staleButton } : readRule(known, value);
        if (!('problem' in rule)) return rule;
        context.addIssue({ code: 'custom', path: ['value'], message: rule.problem });
        return z.NEVER;
      }),
    { error: 'Add at least one rule.' },
  )
  .min(1, 'Add at least one rule.')
  .max(mostRules, `A segment has at most ${mostRules} rules.`);

const conditions = {
  matches: z.enum(['all', 'any'], { error: 'Choose whether all rules have to hold, or any.' }),
  rules,
};

/** The button that counts what the rules find. It saves nothing, so the segment needs no name yet. */
export const countSchema = z.object({ intent: z.literal('count', { error: staleButton }), ...conditions });
export type CountedRules = z.output<typeof countSchema>;

/** The form of a segment. */
export const segmentSchema = z.object({
  intent: z.literal('save', { error: staleButton }),
  id: rowId,
  version: rowVersion,
  name: lineOfText('a name, like “Buyers in Chicago”', 200),
  ...conditions,
});
export type TypedSegment = z.output<typeof segmentSchema>;
