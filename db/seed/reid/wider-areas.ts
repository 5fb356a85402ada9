import {
  type Area,
  makeCity,
  makeCounty,
  makeMetro,
  makeNation,
  makeState,
} from '../../../app/modules/reid/areas/areas.ts';
import { listCounties } from '../../../app/modules/reid/areas/counties.ts';
import { usStates } from '../../../app/modules/reid/areas/us-states.ts';
import type { DemoMarket } from './areas.ts';

/** What a home costs in each state, in thousands of dollars: made up, so that the map of the demo looks like one. */
const statePrices = new Map(
  (
    'AL245 AK365 AZ430 AR225 CA745 CO545 CT405 DE355 DC610 FL405 GA345 HI780 ID450 IL285 IN255 IA225 ' +
    'KS240 KY235 LA230 ME385 MD425 MA640 MI255 MN345 MS215 MO255 MT460 NE265 NV445 NH470 NJ520 NM320 ' +
    'NY515 NC365 ND265 OH240 OK220 OR500 PA295 RI465 SC350 SD300 TN365 TX335 UT520 VT380 VA420 WA610 ' +
    'WV195 WI300 WY345'
  )
    .split(' ')
    .map((entry): [string, number] => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const metros = [
  { code: '16980', name: 'Chicago-Naperville-Elgin, IL-IN-WI', price: 345 },
  { code: '19740', name: 'Denver-Aurora-Lakewood, CO', price: 575 },
  { code: '12420', name: 'Austin-Round Rock, TX', price: 455 },
  { code: '38060', name: 'Phoenix-Mesa-Scottsdale, AZ', price: 445 },
  { code: '42660', name: 'Seattle-Tacoma-Bellevue, WA', price: 720 },
  { code: '12060', name: 'Atlanta-Sandy Springs-Roswell, GA', price: 385 },
];

/** The places of an area, as a row of market data keeps them. */
function placeOf({ key, name, type, state, county, city, msaCode }: Area) {
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
      typicalPrice: (statePrices.get(one.code) ?? 300) * 1_000,
      size: 3_000 + ((place * 7_919) % 40_000),
      months: years,
    })),
    ...metros.map(({ price, ...metro }) => ({
      place: placeOf(makeMetro(metro, null)),
      typicalPrice: price * 1_000,
      size: 9_000,
      months: years,
    })),
    {
      place: placeOf(makeCity({ city, state }, null)),
      typicalPrice: (statePrices.get(state) ?? 300) * 1_150,
      size: 4_200,
      months: years,
    },
    // Enough for a change in a year.
    ...(home ? listCounties(home.fips) : []).flatMap(({ fips }, place) => {
      const county = makeCounty({ fips }, null);
      const level = 550 + ((place * 131) % 700);
      return county
        ? [
            {
              place: placeOf(county),
              typicalPrice: (statePrices.get(state) ?? 300) * level,
              size: 90 + ((place * 37) % 400),
              months: 13,
            },
          ]
        : [];
    }),
  ];
}
