import { readDay } from '~/utils/addresses.ts';

/** What stands on a receipt. */
export interface ReceiptFacts {
  merchant?: string;
  /** As "2026-03-14". */
  date?: string;
  /** Cents. */
  total?: number;
}

const longestMerchant = 80;
const mostCents = 100_000_000;

/**
 * Reads merchant, date and total out of the text of a receipt. It suggests and never guesses: what does not stand there in a way that
 * receipts write it is left out, and a person looks at what is found.
 * @param today  as "2026-03-14"; a receipt is not from the future, nor from before 2020
 */
export function suggestFacts(text: string, today: string): ReceiptFacts {
  const lines = text
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  const merchant = findMerchant(lines);
  const date = findDate(lines, today);
  const total = findTotal(lines);
  return { ...(merchant && { merchant }), ...(date && { date }), ...(total && { total }) };
}

/** Lines at the top of a receipt that name no shop. */
const noMerchant =
  /^(your |customer |sales |tax )*(receipt|invoice|order|bill|statement|date|time|page|thank|welcome|total|subtotal|amount|paid|from|to|ship|sold|copy|duplicate|paid|no\b|number|ref)|www\.|https?:|@|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\b[A-Z]{2} \d{5}\b|^[#\d]|[$€£]\s?\d/i;

/** The first line that can be a name: shops stand at the top. */
function findMerchant(lines: readonly string[]): string | undefined {
  const found = lines.slice(0, 8).find((line) => (line.match(/\p{L}/gu) ?? []).length >= 2 && !noMerchant.test(line));
  return found && [...found].slice(0, longestMerchant).join('').trim();
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';

/** The ways dates are written, each with the places of year, month and day. */
const dateForms: readonly { form: RegExp; order: 'ymd' | 'mdy' | 'dmy' }[] = [
  { form: /\b(20\d\d)-(\d\d?)-(\d\d?)\b/gi, order: 'ymd' },
  { form: /\b(\d\d?)[/.-](\d\d?)[/.-](20\d\d|\d\d)\b(?![/.-]\d)/gi, order: 'mdy' },
  { form: new RegExp(`\\b${month} (\\d\\d?)(?:st|nd|rd|th)?,? (20\\d\\d)\\b`, 'gi'), order: 'mdy' },
  { form: new RegExp(`\\b(\\d\\d?)(?:st|nd|rd|th)? ${month},? (20\\d\\d)\\b`, 'gi'), order: 'dmy' },
];

/** The date of a line that says it is one, not a due date; else the first that stands there. */
function findDate(lines: readonly string[], today: string): string | undefined {
  const inLine = (line: string) =>
    dateForms
      .flatMap(({ form, order }) => [...line.matchAll(form)].map(([, ...parts]) => writeDate(parts, order)))
      .find((date) => date !== undefined && date >= '2020-01-01' && date <= today);
  const named = lines.filter((line) => /\bdate\b|\bpaid on\b/i.test(line) && !/\bdue\b/i.test(line));
  for (const line of [...named, ...lines.filter((other) => !/\bdue\b|\bexpir/i.test(other))]) {
    const date = inLine(line);
    if (date !== undefined) return date;
  }
  return undefined;
}

/** Days of the United States put the month first; where that cannot be, the day is meant. */
function writeDate(parts: readonly string[], order: 'ymd' | 'mdy' | 'dmy'): string | undefined {
  const value = (part: 'y' | 'm' | 'd') => parts[order.indexOf(part)] ?? '';
  const year = value('y').length === 2 ? `20${value('y')}` : value('y');
  const named = months.indexOf(value('m').slice(0, 3).toLowerCase()) + 1;
  const number = named || Number(value('m'));
  const isTurned = named === 0 && number > 12 && Number(value('d')) <= 12;
  const [monthNumber, day] = isTurned ? [Number(value('d')), number] : [number, Number(value('d'))];
  return readDay(`${year}-${String(monthNumber).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

const amount = /(?<![\d.,])(?:US)?\$?\s?(\d{1,3}(?:,\d{3})+|\d{1,7})\.(\d\d)(?![\d.,]*\d)/g;
/** Words before the sum, the surest first. */
const totalWords = [
  /\b(grand total|total (paid|due|charged|amount)|amount (paid|charged)|order total|total usd)\b/i,
  /\b(total|amount due|balance due)\b/i,
];
const otherTotals = /\bsub-?\s?total|\btotal (tax|savings|discount|items|qty|points|before)|\btax total|\bdue date/i;

/** The last amount behind the surest word, on its line or, where that has none, alone on the next. */
function findTotal(lines: readonly string[]): number | undefined {
  for (const words of totalWords) {
    const found = lines.flatMap((line, index) => {
      if (!words.test(line) || otherTotals.test(line)) return [];
      const own = readAmounts(line);
      const next = lines[index + 1] ?? '';
      return own.length > 0 ? own.slice(-1) : /^[^\p{L}]*$/u.test(next) ? readAmounts(next).slice(0, 1) : [];
    });
    const total = found.at(-1);
    if (total !== undefined && total >= 1 && total <= mostCents) return total;
  }
  return undefined;
}

const readAmounts = (line: string): number[] =>
  [...line.matchAll(amount)].map(
    ([, dollars = '', cents = '']) => Number(dollars.replaceAll(',', '')) * 100 + Number(cents),
  );
