import { z } from 'zod';

/** What a campaign wants to reach; what is left out is no goal. */
const goalsSchema = z.object({
  leads: z.number().int().positive().optional().catch(undefined),
  /** Cents. */
  revenue: z.number().int().positive().optional().catch(undefined),
  /** By people, in emails and posts. */
  clicks: z.number().int().positive().optional().catch(undefined),
  /** The day by which all of it is wanted. */
  deadline: z.iso.date().optional().catch(undefined),
});
export type Goals = z.output<typeof goalsSchema>;

/** The goals of a row. What it does not know to be one is left out. */
export function readGoals(stored: unknown): Goals {
  return goalsSchema.safeParse(stored).data ?? {};
}

/** How far a campaign has come, counted by the database. */
export interface Reached {
  leads: number;
  /** Cents. */
  revenue: number;
  clicks: number;
}

/** How far one goal is reached. */
export interface Progress {
  goal: keyof Reached;
  reached: number;
  wanted: number;
  /** Whole percent, rounded down, so that 100 means reached; may be more. */
  percent: number;
}

/** The progress of each goal, in the order of the form. */
export function measureProgress(goals: Goals, reached: Reached): Progress[] {
  return (['leads', 'revenue', 'clicks'] as const).flatMap((goal) => {
    const wanted = goals[goal];
    if (wanted === undefined) return [];
    return [{ goal, reached: reached[goal], wanted, percent: Math.floor((reached[goal] * 100) / wanted) }];
  });
}

/** Days from one day to the deadline; below 0 once it has passed, undefined without one. */
export function countDaysLeft({ deadline }: Goals, today: string): number | undefined {
  if (deadline === undefined) return undefined;
  return Math.round((Date.parse(`${deadline}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}
