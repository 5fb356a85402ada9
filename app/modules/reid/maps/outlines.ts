import { z } from 'zod';

/** An area's outline on a map. */
export interface Outline {
  /** Its `area_key`. */
  key: string;
  name: string;
  /** The `d` of an SVG path, in the map's units. */
  path: string;
}

/** Outlines that make a map. */
export interface Outlines {
  width: number;
  height: number;
  areas: readonly Outline[];
}

const pair = z.tuple([z.number(), z.number()]);

/** The file that `make-outlines.ts` makes of a state's counties. */
export const countyOutlinesSchema = z.object({
  width: z.number(),
  height: z.number(),
  /** Where a place is on this map. */
  projection: z.object({ parallels: pair, meridian: z.number(), scale: z.number(), offset: pair }),
  areas: z.array(z.object({ key: z.string(), name: z.string(), path: z.string() })),
});

/** The counties of a state, and how a place gets onto their map. */
export type CountyOutlines = z.infer<typeof countyOutlinesSchema>;
