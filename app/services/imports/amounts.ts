/** The sign between dollars and cents. */
export const decimalSigns = ['POINT', 'COMMA'] as const;
export type DecimalSign = (typeof decimalSigns)[number];

/** Why a cell is no amount of US dollars. */
export type AmountProblem = 'NO_AMOUNT' | 'OTHER_CURRENCY' | 'TOO_LARGE';

/** Cents that an amount in a file may have at most. */
const highestCents = 100_000_000_000;

const otherCurrency =
  /[€£¥₹₽₩₪₺₴₦฿₫₱]|\b(?:EUR|GBP|CAD|AUD|NZD|CHF|JPY|CNY|HKD|SGD|SEK|NOK|DKK|MXN|BRL|INR|PLN|CZK|ZAR)\b|(?:CA|C|A|AU|NZ|HK|S|MX|R)\$/i;

/**
 * Reads an amount from a cell, in cents with its sign: minus before or behind it, parentheses or "DR" for less than nothing, dollar
 * sign, "USD", and thousands in groups.
 * @returns null for an empty cell
 */
export function readAmount(cell: string, decimal: DecimalSign): number | AmountProblem | null {
  const text = cell.trim();
  if (text === '') return null;
  if (otherCurrency.test(text)) return 'OTHER_CURRENCY';
  const { digits: rest, isNegative } = takeSign(
    text
      .replaceAll(/[−–]/g, '-')
      .replaceAll(/US\$|USD|\$/gi, '')
      .trim(),
  );
  const cents = readDigits(rest, decimal);
  if (cents === null) return 'NO_AMOUNT';
  if (cents > highestCents) return 'TOO_LARGE';
  return isNegative && cents !== 0 ? -cents : cents;
}

const signs: readonly { pattern: RegExp; isNegative: boolean }[] = [
  { pattern: /^\((.*)\)$/s, isNegative: true },
  { pattern: /^(.*?)\s*D[RB]\.?$/is, isNegative: true },
  { pattern: /^(.*?)\s*CR\.?$/is, isNegative: false },
  { pattern: /^-(.*)$/s, isNegative: true },
  { pattern: /^(.*)-$/s, isNegative: true },
  { pattern: /^\+(.*)$/s, isNegative: false },
];

/** Takes one sign off an amount. Where there are two, one is left, and the rest is no amount. */
function takeSign(text: string): { digits: string; isNegative: boolean } {
  for (const { pattern, isNegative } of signs) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return { digits: found.trim(), isNegative };
  }
  return { digits: text, isNegative: false };
}

// More than two decimals are an amount only where the others are zeros: "14.5000".
const digits: Readonly<Record<DecimalSign, RegExp>> = {
  POINT: /^(\d{1,3}(?:[,'’\s]\d{3})+|\d{0,12})(?:\.(\d{0,2})0*)?$/,
  COMMA: /^(\d{1,3}(?:[.'’\s]\d{3})+|\d{0,12})(?:,(\d{0,2})0*)?$/,
};

function readDigits(text: string, decimal: DecimalSign): number | null {
  const [, whole, fraction = ''] = digits[decimal].exec(text) ?? [];
  if (whole === undefined || (whole === '' && fraction === '')) return null;
  return Number(whole.replaceAll(/\D/g, '')) * 100 + Number(fraction.padEnd(2, '0'));
}

/**
 * The decimal sign of a column of amounts: the one before one or two last digits; where none is, the one that does not separate
 * thousands.
 */
export function findDecimalSign(cells: readonly string[]): DecimalSign {
  let points = 0;
  let commas = 0;
  let pointGroups = 0;
  for (const cell of cells) {
    const [, sign, digits] = /([.,])(\d+)\D*$/.exec(cell) ?? [];
    if (digits === undefined) continue;
    if (digits.length !== 3) {
      if (sign === '.') points += 1;
      else commas += 1;
    } else if (sign === '.') pointGroups += 1;
  }
  if (points !== commas) return points > commas ? 'POINT' : 'COMMA';
  return points === 0 && pointGroups > 0 ? 'COMMA' : 'POINT';
}
