import { makeCity, makeCounty, makeMetro, makeNation, makeState } from '../../../app/modules/reid/areas/areas.ts';
import { listCounties } from '../../../app/modules/reid/areas/counties.ts';
import { usStates } from '../../../app/modules/reid/areas/us-states.ts';
import type { DemoMarket } from './areas.ts';

/** What a home costs in each state, in thousands of dollars: made up, so that the map of the demo looks like one. */
const statePrices: Readonly<Record<string, number>> = {
  AL: 245, AK: 365, AZ: 430, AR: 225, CA: 745, CO: 545, CT: 405, DE: 355, DC: 610, FL: 405, GA: 345, HI: 780, ID: 450,
  IL: 285, IN: 255, IA: 225, KS: 240, KY: 235, LA: 230, ME: 385, MD: 425, MA: 640, MI: 255, MN: 345, MS: 215, MO: 255,
  MT: 460, NE: 265, NV: 445, NH: 470, NJ: 520, NM: 320, NY: 515, NC: 365, ND: 265, OH: 240, OK: 220, OR: 500, PA: 295,
  RI: 465, SC: 350, SD: 300, TN: 365, TX: 335, UT: 520, VT: 380, VA: 420, WA: 610, WV: 195, WI: 300, WY: 345,
};

const metros = [
  { code: '16980', name: 'Chicago-Naperville-Elgin, IL-IN-WI', price: 345 },
  { code: '19740', name: 'Denver-Aurora-Lakewood, CO', price: 575 },
  { code: '12420', name: 'Austin-Round Rock, TX', price: 455 },
  { code: '38060', name: 'Phoenix-Mesa-Scottsdale, AZ', price: 445 },
  { code: '42660', name: 'Seattle-Tacoma-Bellevue, WA', price: 720 },
  { code: '12060', name: 'Atlanta-Sandy Springs-Roswell, GA', price: 385 },
];

/** The places of an area, as a row of market data keeps them. */
function placeOf(area: NonNullable<ReturnType<typeof makeCounty>>) {
  const { key, name, type, state, county, city, msaCode } = area;
  return { areaKey: key, areaName: name, areaType: type, state, county, city, msaCode };
}

/**
 * The nation, its states, some metros, the market's city and all counties of its state, with a price in dollars and the number of homes for sale
 * in an average month. Every figure about them is made up.
 */
export function listWiderAreas({ city, state }: DemoMarket) {
  const home = usStates.find(({ code }) => code === state);
  const years = 36;
  return [
    { place: placeOf(makeNation(null)), typicalPrice: 385_000, size: 900_000, months: years },
    ...usStates.map((one, place) => ({
      place: placeOf(makeState(one, null)),
      typicalPrice: (statePrices[one.code] ?? 300) * 1_000,
      size: 3_000 + ((place * 7_919) % 40_000),
      months: years,
    })),
    ...metros.map(({ price, ...metro }) => ({
      place: placeOf(makeMetro(metro, null)),
      typicalPrice: price * 1_000,
      size: 9_000,
      months: years,
    })),
    { place: placeOf(makeCity({ city, state }, null)), typicalPrice: (statePrices[state] ?? 300) * 1_150, size: 4_200, months: years },
    // Enough for a change in a year.
    ...(home ? listCounties(home.fips) : []).flatMap(({ fips }, place) => {
      const county = makeCounty({ fips }, null);
      const level = 550 + ((place * 131) % 700);
      return county ? [{ place: placeOf(county), typicalPrice: (statePrices[state] ?? 300) * level, size: 90 + ((place * 37) % 400), months: 13 }] : [];
    }),
  ];
}
