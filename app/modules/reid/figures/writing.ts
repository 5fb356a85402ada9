import { counts, money, type ValueFormat } from '~/components/charts/data.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { changesByPercent } from './changes.ts';
import type { Figure } from './definitions.ts';

/** Stands where a value is unknown. */
export const unknown = '–';

const oneDecimal = numbersOf(1, 1);
const upToOneDecimal = numbersOf(0, 1);
const upToTwoDecimals = numbersOf(0, 2);
const oneOrTwoDecimals = numbersOf(1, 2);
const twoDecimals = numbersOf(2, 2);

/** Never "-0": rounded to nothing, a value has no sign. */
function numbersOf(minimumFractionDigits: number, maximumFractionDigits: number) {
  return {
    plain: new Intl.NumberFormat('en-US', { minimumFractionDigits, maximumFractionDigits, signDisplay: 'negative' }),
    signed: new Intl.NumberFormat('en-US', { minimumFractionDigits, maximumFractionDigits, signDisplay: 'exceptZero' }),
  };
}

const { format: writePlainPercent } = oneDecimal.plain;

/** Percent with one decimal: "24.4%". */
export const writePercent = (percent: number | null) => (percent === null ? unknown : `${writePlainPercent(percent)}%`);

/** A rate of return: percent with two decimals, "9.93%". */
export const writeReturn = (percent: number | null) =>
  percent === null ? unknown : `${twoDecimals.plain.format(percent)}%`;

/** A ratio with two decimals: "1.12". */
export const writeRatio = (ratio: number | null) => (ratio === null ? unknown : twoDecimals.plain.format(ratio));

const percentFormat: ValueFormat = {
  hasFractions: true,
  write: writePercent,
  mark: (percent) => `${upToTwoDecimals.plain.format(percent)}%`,
};

/** How a figure's values are written, on pages and in charts. Cents, days, months and percent as they are kept. */
export function findFormat({ unit }: Pick<Figure, 'unit'>): ValueFormat {
  switch (unit) {
    case 'MONEY':
      return money;
    case 'COUNT':
      return counts;
    case 'DAYS':
      return {
        hasFractions: true,
        write: (days) => writeCount(days, upToOneDecimal.plain, 'day'),
        mark: upToOneDecimal.plain.format,
      };
    case 'MONTHS':
      return {
        hasFractions: true,
        write: (months) => `${oneOrTwoDecimals.plain.format(months)} months`,
        mark: upToTwoDecimals.plain.format,
      };
    case 'PERCENT':
      return percentFormat;
    case 'SHARE':
      return {
        hasFractions: true,
        write: (share) => writePercent(share * 100),
        mark: (share) => percentFormat.mark(share * 100),
      };
    default:
      return unreachable(unit);
  }
}

/** A figure's value in words, "–" where it is unknown. */
export function writeFigure(figure: Pick<Figure, 'unit'>, value: number | null): string {
  return value === null ? unknown : findFormat(figure).write(value);
}

/**
 * A change in words: "+2.6%", "-0.6 months", "+7 days", "+1.2 points"; "–" where it is unknown.
 * @param change  as `findChange` has it
 */
export function writeChange(figure: Pick<Figure, 'unit'>, change: number | null): string {
  if (change === null) return unknown;
  if (changesByPercent(figure)) return `${oneDecimal.signed.format(change)}%`;
  switch (figure.unit) {
    case 'DAYS':
      return writeCount(change, upToOneDecimal.signed, 'day');
    case 'MONTHS':
      return `${oneOrTwoDecimals.signed.format(change)} months`;
    default:
      return `${oneDecimal.signed.format(change)} points`;
  }
}

const writeCount = (value: number, numbers: Intl.NumberFormat, thing: string) =>
  `${numbers.format(value)} ${thing}${Math.abs(value) === 1 ? '' : 's'}`;
