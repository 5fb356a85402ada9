/** A postal area with its middle. The places are real; every number about them is made up. */
export interface DemoArea {
  zipCode: string;
  latitude: number;
  longitude: number;
  /** Dollars. */
  typicalPrice: number;
}

export interface DemoMarket {
  city: string;
  state: string;
  county: string;
  /** Five digits. */
  countyFips: string;
  msaCode: string;
  areas: readonly [DemoArea, ...DemoArea[]];
}

const area = (zipCode: string, latitude: number, longitude: number, typicalPrice: number): DemoArea => ({
  zipCode,
  latitude,
  longitude,
  typicalPrice,
});

const chicago: DemoMarket = {
  city: 'Chicago',
  state: 'IL',
  county: 'Cook',
  countyFips: '17031',
  msaCode: '16980',
  areas: [
    area('60601', 41.885, -87.622, 365_000),
    area('60605', 41.871, -87.628, 345_000),
    area('60607', 41.872, -87.658, 420_000),
    area('60610', 41.903, -87.634, 455_000),
    area('60611', 41.897, -87.622, 480_000),
    area('60614', 41.923, -87.648, 640_000),
    area('60618', 41.946, -87.704, 520_000),
    area('60622', 41.902, -87.678, 545_000),
    area('60640', 41.972, -87.662, 310_000),
    area('60647', 41.921, -87.704, 495_000),
    area('60654', 41.892, -87.637, 430_000),
    area('60657', 41.94, -87.653, 475_000),
  ],
};

const denver: DemoMarket = {
  city: 'Denver',
  state: 'CO',
  county: 'Denver',
  countyFips: '08031',
  msaCode: '19740',
  areas: [
    area('80202', 39.753, -105.0, 520_000),
    area('80203', 39.731, -104.983, 430_000),
    area('80204', 39.735, -105.021, 485_000),
    area('80205', 39.759, -104.966, 590_000),
    area('80206', 39.731, -104.953, 910_000),
    area('80209', 39.707, -104.969, 985_000),
    area('80210', 39.679, -104.963, 890_000),
    area('80211', 39.767, -105.02, 720_000),
    area('80212', 39.772, -105.05, 680_000),
    area('80218', 39.733, -104.972, 620_000),
    area('80220', 39.731, -104.913, 660_000),
    area('80238', 39.772, -104.883, 760_000),
  ],
};

/** The market of a demo organization, by its slug. */
export const demoMarkets: Readonly<Record<string, DemoMarket>> = { 'harbor-realty': chicago, 'summit-homes': denver };
