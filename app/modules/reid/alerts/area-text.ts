// Apart from the reader of areas, which brings the names of all counties: the browser needs only this.

/** Most areas of one alert. */
export const mostAreas = 200;

/** An area's key as a line of the field: the ZIP code or the letters of the state where it is one. */
export function writeArea(key: string): string {
  const [, zip, state] = /^(?:zip-(\d{5})|state-([a-z]{2}))$/.exec(key) ?? [];
  return zip ?? state?.toUpperCase() ?? key;
}
