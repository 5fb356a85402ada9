import { z } from 'zod';
import { readKey } from '~/utils/addresses.ts';
import { findRuleKind, mostRules, type RuleKindName, ruleKinds, type SegmentRule } from './rules.ts';

/** A rule in the form of a segment: its kind, and what is typed for it. */
export interface DraftRule {
  kind: RuleKindName;
  value: string;
}

/** A segment as its form shows it. */
export interface SegmentDraft {
  id: string;
  /** Of the segment that the form was filled from; empty for a new one. */
  version: string;
  name: string;
  matches: 'all' | 'any';
  rules: DraftRule[];
}

const text = z.string().catch('');
const typedDraft = z
  .object({
    id: text,
    version: text,
    name: text,
    matches: z.enum(['all', 'any']).catch('all'),
    rules: z.array(z.object({ kind: text, value: text }).catch({ kind: '', value: '' })).catch([]),
  })
  .catch({ id: '', version: '', name: '', matches: 'all', rules: [] });

/** Reads a form as it was typed, with whatever is wrong in it; rules of no kind are left out. */
export function readDraft(typed: unknown): SegmentDraft {
  const draft = typedDraft.parse(typed);
  const rules = draft.rules.flatMap(({ kind, value }): DraftRule[] => {
    const known = readKey(ruleKinds, kind);
    return known === undefined ? [] : [{ kind: known, value }];
  });
  return { ...draft, rules: rules.slice(0, mostRules) };
}

/** The same of a form whose values still have the names of their fields. */
export function readDraftForm(form: FormData): SegmentDraft {
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const rules = Array.from({ length: mostRules }, (_, place) => ({
    kind: field(`rules[${place}].kind`),
    value: field(`rules[${place}].value`),
  }));
  return readDraft({
    id: field('id'),
    version: field('version'),
    name: field('name'),
    matches: field('matches'),
    rules: rules.filter(({ kind }) => kind !== undefined),
  });
}

/** The form with one rule more, of a kind whose name a form sent; the same for a name that is none, or where it is full. */
export function addRule(draft: SegmentDraft, kind: unknown): SegmentDraft {
  const known = typeof kind === 'string' ? readKey(ruleKinds, kind) : undefined;
  if (known === undefined || draft.rules.length >= mostRules) return draft;
  return { ...draft, rules: [...draft.rules, { kind: known, value: '' }] };
}

/** The form without the rule at a place. */
export const removeRule = (draft: SegmentDraft, place: number): SegmentDraft => ({
  ...draft,
  rules: draft.rules.filter((_, index) => index !== place),
});

/** A kept segment as its form begins. Rules that are not known any more are left out: saving drops them. */
export function keptDraft(segment: {
  id: string;
  version: number;
  name: string;
  matchesAll: boolean;
  rules: readonly SegmentRule[];
}): SegmentDraft {
  return {
    id: segment.id,
    version: String(segment.version),
    name: segment.name,
    matches: segment.matchesAll ? 'all' : 'any',
    rules: segment.rules.flatMap((rule): DraftRule[] => {
      const kind = findRuleKind(rule);
      return kind === undefined ? [] : [{ kind, value: String(rule.value) }];
    }),
  };
}
