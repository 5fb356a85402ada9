/** The order of year, month and day in dates of digits. */
export const dateOrders = ['YMD', 'MDY', 'DMY'] as const;
export type DateOrder = (typeof dateOrders)[number];

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a day from a cell: digits in the given order, or with the month as an English word. A time behind it is left out. Years of two
 * digits are those from 2020 to 2099.
 * @returns the day as `2026-03-04`; null where it is none
 */
export function readDate(cell: string, order: DateOrder): string | null {
  const text = cell.trim();
  return readUnambiguousDate(text) ?? readDigits(text, order);
}

/** A day that says itself which part is which: the year first with four digits, eight digits, or the month as a word. */
function readUnambiguousDate(text: string): string | null {
  const digits = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?=$|[T\s,])/.exec(text);
  if (digits && (digits[2] || /^\d{8}/.test(text))) return writeDay(digits[1], digits[3], digits[4]);
  const named =
    /^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[-\s./]*([a-z]{3,9})\.?[-\s./,]*(\d{4}|\d{2})(?=$|[\s,T])/i.exec(
      text,
    );
  if (named) return writeDay(named[3], findMonth(named[2]), named[1]);
  const monthFirst =
    /^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?[-\s./]*(\d{1,2})(?:st|nd|rd|th)?[-\s,./]+(\d{4}|\d{2})(?=$|[\s,T])/i.exec(
      text,
    );
  return monthFirst ? writeDay(monthFirst[3], findMonth(monthFirst[1]), monthFirst[2]) : null;
}

function findMonth(word: string | undefined): string | undefined {
  const place = word ? months.indexOf(word.slice(0, 3).toLowerCase()) : -1;
  return place < 0 ? undefined : String(place + 1);
}

function readDigits(text: string, order: DateOrder): string | null {
  const [, one, , two, three] = /^(\d{1,4})([-/.\s])(\d{1,2})\2(\d{1,4})(?=$|[T\s,])/.exec(text) ?? [];
  if (order === 'YMD') return writeDay(one, two, three);
  if (order === 'MDY') return writeDay(three, one, two);
  return writeDay(three, two, one);
}

function writeDay(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  if (!year || !month || !day || (year.length !== 4 && year.length !== 2) || month.length > 2 || day.length > 2)
    return null;
  const fullYear = year.length === 4 ? Number(year) : 2000 + Number(year);
  if (fullYear < 1900 || (year.length === 2 && fullYear < 2020)) return null;
  const moment = new Date(Date.UTC(fullYear, Number(month) - 1, Number(day)));
  if (moment.getUTCMonth() !== Number(month) - 1 || moment.getUTCDate() !== Number(day)) return null;
  return moment.toISOString().slice(0, 10);
}

/**
 * The orders in which every one of these dates is a day. Cells that are no date in any order are left out. Orders that read all of
 * them the same count as one, the first of them; so one order is an answer, and several have to be asked about.
 */
export function findDateOrders(cells: readonly string[]): DateOrder[] {
  const dates = cells.filter((cell) => dateOrders.some((order) => readDate(cell, order) !== null));
  if (dates.length === 0) return [];
  const readings = new Map<string, DateOrder>();
  for (const order of dateOrders) {
    const read = dates.map((cell) => readDate(cell, order));
    if (read.includes(null)) continue;
    const key = read.join();
    if (!readings.has(key)) readings.set(key, order);
  }
  return [...readings.values()];
}
