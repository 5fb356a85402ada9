import { Choropleth, type ChoroplethProps } from './choropleth.tsx';
import outlines from './state-outlines.json';

/** The states of the country, shaded by their values. Their areas' keys are `state-tx` and so on. */
export function StateMap(map: Omit<ChoroplethProps, 'areaHeading'>) {
  return <Choropleth {...map} areaHeading="State" outlines={outlines} />;
}
