import { countBytes, createTextDecoder, type FileEncoding } from './encoding.ts';

/** A transaction of an OFX file, by the names of the format. Values are texts as they stand in the file. */
export interface OfxTransaction {
  /** Its place in the file, from 1. */
  number: number;
  fields: Readonly<Record<string, string>>;
  statement: OfxStatement;
  /** Bytes of the file up to the end of it: where reading goes on. */
  end: number;
}

/** The account that transactions are of. */
export interface OfxStatement {
  /** Three letters; undefined where the file does not say. */
  currency?: string | undefined;
  bankId?: string | undefined;
  accountId?: string | undefined;
  accountType?: string | undefined;
}

/** A place between two transactions of a file, with the account they are of. */
export interface OfxPlace {
  byte: number;
  /** Transactions before it. */
  number: number;
  statement: OfxStatement;
}

/** A file that is read no further. */
export class OfxFormatError extends Error {
  override readonly name = 'OfxFormatError';
  readonly problem: 'INVESTMENTS' | 'TOO_LONG';

  constructor(problem: OfxFormatError['problem']) {
    super(problem);
    this.problem = problem;
  }
}

/** Whether a text is the beginning of an OFX 1, OFX 2 or QFX file. */
export function isOfx(beginning: string): boolean {
  return /^\s*OFXHEADER\s*:/i.test(beginning) || /<\?OFX\s/i.test(beginning) || /<OFX>/i.test(beginning);
}

/** Letters between two tags, or of one. */
const longestText = 100_000;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** A text with its entities resolved. An ampersand that begins none stands for itself: banks forget to escape it. */
function resolveEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name) return entities[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
  });
}

/**
 * Reads the transactions of an OFX file in batches, as its bytes arrive; a consumer that stops early cancels the source. The tags of
 * OFX 1 (SGML) need no end tags, those of OFX 2 (XML) have them; both are read the same way, and one that is missing or wrong ends
 * with the next transaction. Transactions of investment accounts are trades, which nobody can file as expenses.
 * @param source  the bytes from `start` on
 * @throws OfxFormatError
 */
export async function* readOfxTransactions(
  source: ReadableStream<Uint8Array>,
  encoding: FileEncoding,
  start: OfxPlace,
): AsyncGenerator<OfxTransaction[]> {
  const decoder = createTextDecoder(encoding);
  const reader = source.getReader();
  const parser = createParser(encoding, start);
  let isDone = false;
  try {
    while (!isDone) {
      const { done, value } = await reader.read();
      isDone = done;
      const found = parser.add(value ? decoder.decode(value, { stream: true }) : decoder.decode(), done);
      if (found.length > 0) yield found;
    }
  } finally {
    if (!isDone) await reader.cancel();
    reader.releaseLock();
  }
}

/** The first account of an OFX file, and whether it is one of investments; from its beginning. */
export function readOfxStatement(beginning: string): OfxStatement & { hasInvestments: boolean } {
  const value = (tag: string) => {
    const found = new RegExp(`<${tag}>\\s*([^<\\r\\n]{1,100})`, 'i').exec(beginning)?.[1]?.trim();
    return found ? resolveEntities(found) : undefined;
  };
  return {
    currency: value('CURDEF'),
    bankId: value('BANKID'),
    accountId: value('ACCTID'),
    accountType: value('ACCTTYPE') ?? (/<CCSTMTRS>/i.test(beginning) ? 'CREDITCARD' : undefined),
    hasInvestments:
      /<INVSTMT(?:RS|TRNRS)>|<INVSTMTMSGSRSV1>/i.test(beginning) && !/<STMTTRNRS>|<CCSTMTTRNRS>/i.test(beginning),
  };
}

function createParser(encoding: FileEncoding, start: OfxPlace) {
  let rest = '';
  let byte = start.byte;
  let { number } = start;
  let statement = start.statement;
  let fields: Record<string, string> | undefined;
  /** Aggregates that are open, of those whose name says what a value in them means. */
  let within: string[] = [];

  const readValue = (tag: string, value: string) => {
    const text = resolveEntities(value).trim();
    if (text === '') return;
    if (fields) {
      // The payee's own name, the currency's own symbol: told apart by what they stand in.
      const key = within.length > 0 ? `${within.at(-1)}.${tag}` : tag;
      fields[key] ??= text;
    } else if (tag === 'CURDEF') statement = { ...statement, currency: text.toUpperCase() };
    else if (tag === 'BANKID') statement = { ...statement, bankId: text };
    else if (tag === 'ACCTID') statement = { ...statement, accountId: text };
    else if (tag === 'ACCTTYPE') statement = { ...statement, accountType: text.toUpperCase() };
  };

  return {
    /** Takes the next piece of the text, and gives the transactions that end in it. */
    add(piece: string, isLast: boolean): OfxTransaction[] {
      const found: OfxTransaction[] = [];
      rest += piece;
      let consumed = 0;
      let counted = 0;
      const finish = (end: number) => {
        if (!fields) return;
        number += 1;
        byte += countBytes(rest.slice(counted, end), encoding);
        counted = end;
        found.push({ number, fields, statement, end: byte });
        fields = undefined;
        within = [];
      };
      for (;;) {
        const open = rest.indexOf('<', consumed);
        if (open < 0) break;
        if (rest.startsWith('<!--', open)) {
          const end = rest.indexOf('-->', open);
          if (end < 0) break;
          consumed = end + 3;
          continue;
        }
        const close = rest.indexOf('>', open);
        if (close < 0) break;
        const [, slash, name, selfClosing] =
          /^<(\/?)([A-Za-z][\w.-]*)[^<>]*?(\/?)>$/s.exec(rest.slice(open, close + 1)) ?? [];
        if (name === undefined) {
          consumed = open + 1;
          continue;
        }
        const tag = name.toUpperCase();
        if (slash) {
          consumed = close + 1;
          if (tag === 'STMTTRN' || tag === 'BANKTRANLIST') finish(consumed);
          else if (within.includes(tag)) within = within.slice(0, within.lastIndexOf(tag));
          continue;
        }
        if (selfClosing) {
          consumed = close + 1;
          continue;
        }
        const value = readText(rest, close + 1, isLast);
        if (value === undefined) break;
        if (tag === 'STMTTRN') {
          finish(open);
          fields = {};
        } else if (tag === 'STMTRS' || tag === 'CCSTMTRS') {
          finish(open);
          statement = tag === 'CCSTMTRS' ? { accountType: 'CREDITCARD' } : {};
        } else if (tag === 'INVSTMTRS') throw new OfxFormatError('INVESTMENTS');
        else if (fields && aggregates.has(tag)) within.push(tag);
        else readValue(tag, value.text);
        consumed = value.end;
      }
      if (isLast) finish(rest.length);
      // What belongs to a transaction that has not ended stays counted as unread: reading goes on before it.
      byte += countBytes(rest.slice(counted, consumed), encoding);
      rest = rest.slice(consumed);
      if (rest.length > longestText) throw new OfxFormatError('TOO_LONG');
      return found;
    },
  };
}

/** Aggregates in a transaction that have a value of the same name as the transaction, or say whose it is. */
const aggregates: ReadonlySet<string> = new Set([
  'PAYEE',
  'CURRENCY',
  'ORIGCURRENCY',
  'BANKACCTTO',
  'CCACCTTO',
  'IMAGEDATA',
]);

/** The text behind a tag, up to the next one; undefined while the piece may end before it. */
function readText(text: string, start: number, isLast: boolean): { text: string; end: number } | undefined {
  const leading = /^\s*/.exec(text.slice(start, start + 200))?.[0].length ?? 0;
  if (text.startsWith('<![CDATA[', start + leading)) {
    const end = text.indexOf(']]>', start);
    if (end < 0) return undefined;
    return { text: text.slice(start + leading + 9, end).replaceAll('&', '&amp;'), end: end + 3 };
  }
  // A "<" that begins no tag belongs to the value.
  const tag = /<(?=[A-Za-z/!?])/g;
  tag.lastIndex = start;
  const found = tag.exec(text);
  if (found) {
    if ('<![CDATA['.startsWith(text.slice(found.index)) && !isLast) return undefined;
    return { text: text.slice(start, found.index), end: found.index };
  }
  return isLast ? { text: text.slice(start), end: text.length } : undefined;
}
