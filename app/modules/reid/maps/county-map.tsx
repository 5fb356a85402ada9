import { Choropleth, type ChoroplethProps } from './choropleth.tsx';
import type { CountyOutlines } from './outlines.ts';

/**
 * The counties of one state, shaded by their values. Their areas' keys are `county-48453` and so on.
 * @param outlines  the answer of `findCountyOutlines`
 */
export function CountyMap({ outlines, ...map }: Omit<ChoroplethProps, 'areaHeading'> & { outlines: CountyOutlines }) {
  return <Choropleth {...map} areaHeading="County" outlines={outlines} />;
}
