import { z } from 'zod';
import { lineOfText, optionalDollars, optionalLine, severalLines, staleButton } from '~/services/form-values.ts';
import { slugOf } from '~/utils/slugs.ts';
import { keyOf, optionalCount, optionalDay, rowId, rowVersion } from '../typed-values.ts';
import { campaignTypeLabels } from './labels.ts';

/** Cents: what a budget or a goal may be at most. */
export const highestAmount = 10_000_000_000;
const mostTags = 20;
const longestTag = 40;

/** Tags as people type them, apart by commas, each once. */
export function readTags(text: string): string[] {
  const tags = new Map<string, string>();
  for (const tag of text.split(',').map((one) => one.trim().replaceAll(/\s+/g, ' ')))
    if (tag !== '' && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  return [...tags.values()];
}

/** What the address of a new campaign should be: from its name, or a word where the name has no Latin letters. */
export const wishSlug = (name: string) => slugOf(name) || 'campaign';

const goalCount = (name: string) =>
  optionalCount(`Enter ${name} as a whole number, such as 50.`, { most: 100_000_000 });

/** The form of a campaign, new or not. */
export const campaignSchema = z
  .object({
    intent: z.literal('save', staleButton),
    id: rowId,
    version: rowVersion,
    name: lineOfText('a name', 200),
    description: severalLines(5000).optional().default(''),
    type: keyOf(campaignTypeLabels, 'Choose a type.'),
    startDate: optionalDay('Enter a day for the start.'),
    endDate: optionalDay('Enter a day for the end.'),
    budget: optionalDollars('Enter the budget in dollars, like 2,500.', highestAmount),
    tags: optionalLine(1000).optional().default(''),
    goalLeads: goalCount('the leads'),
    goalRevenue: optionalDollars('Enter the revenue in dollars, like 12,000.', highestAmount),
    goalClicks: goalCount('the clicks'),
    goalDeadline: optionalDay('Enter a day for the deadline.'),
  })
  .transform(({ intent: _, ...typed }, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    const { goalLeads, goalRevenue, goalClicks, goalDeadline, budget, ...rest } = typed;
    const tags = readTags(typed.tags);
    if (typed.startDate && typed.endDate && typed.endDate < typed.startDate)
      refuse('endDate', 'Enter an end that is not before the start.');
    if (tags.length > mostTags) refuse('tags', `Enter at most ${mostTags} tags.`);
    if (tags.some((tag) => tag.length > longestTag)) refuse('tags', `A tag has at most ${longestTag} characters.`);
    const goals = {
      ...(goalLeads && { leads: goalLeads }),
      ...(goalRevenue && { revenue: goalRevenue }),
      ...(goalClicks && { clicks: goalClicks }),
      ...(goalDeadline && { deadline: goalDeadline }),
    };
    return { ...rest, description: typed.description || null, budget: budget ?? null, tags, goals };
  });
/** A campaign as it was typed. */
export type TypedCampaign = z.output<typeof campaignSchema>;
