import { z } from 'zod';

/** What `app.test_reid_alert` tells: periods that were judged, and what would have been told. */
export const testedAlert = z.object({
  periods: z.int(),
  /** Periods without the figure, or without the one it is compared with. */
  unjudged: z.int(),
  /** Events that would have been. */
  count: z.int(),
  /** Keys of areas that the source has nothing of. */
  missing: z.array(z.string()),
  /** The newest of the events. */
  found: z.array(z.object({ areaKey: z.string(), date: z.iso.date(), sentence: z.string() })),
});
export type TestedAlert = z.infer<typeof testedAlert>;
