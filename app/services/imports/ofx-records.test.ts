import { expect, test } from 'vitest';
import { isOfx, OfxFormatError, type OfxPlace, readOfxStatement, readOfxTransactions } from './ofx-records.ts';

const fromStart: OfxPlace = { byte: 0, number: 0, statement: {} };

function streamOf(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let place = 0;
  return new ReadableStream({
    pull(controller) {
      if (place >= bytes.byteLength) return controller.close();
      controller.enqueue(bytes.slice(place, place + size));
      place += size;
    },
  });
}

async function readAll(bytes: Uint8Array, { start = fromStart, size = 11 } = {}) {
  const found = [];
  for await (const batch of readOfxTransactions(streamOf(bytes, size), 'windows-1252', start)) found.push(...batch);
  return found;
}

const sgml = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:USASCII
CHARSET:1252

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260401</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>121000358<ACCTID>000123456789<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260301<DTEND>20260331
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260304120000[-5:EST]<TRNAMT>-14.50<FITID>A1<NAME>JOE&amp;S &lt;CAFÉ&gt;<MEMO>one
</STMTTRN>
<STMTTRN><TRNTYPE>CHECK<DTPOSTED>20260305<TRNAMT>-20<FITID>A2<CHECKNUM>77<PAYEE><NAME>City Water<ADDR1>1 Main</PAYEE>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260306<TRNAMT>-5.00<FITID>A3<NAME>A&B < C<CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY>
</BANKTRANLIST><LEDGERBAL><BALAMT>10<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;

test('OFX 1 is read without end tags, with entities, payees and other currencies', async () => {
  const found = await readAll(Buffer.from(sgml, 'latin1'));
  expect(found.map(({ number, fields }) => ({ number, ...fields }))).toEqual([
    {
      number: 1,
      TRNTYPE: 'DEBIT',
      DTPOSTED: '20260304120000[-5:EST]',
      TRNAMT: '-14.50',
      FITID: 'A1',
      NAME: 'JOE&S <CAFÉ>',
      MEMO: 'one',
    },
    {
      number: 2,
      TRNTYPE: 'CHECK',
      DTPOSTED: '20260305',
      TRNAMT: '-20',
      FITID: 'A2',
      CHECKNUM: '77',
      'PAYEE.NAME': 'City Water',
      'PAYEE.ADDR1': '1 Main',
    },
    {
      number: 3,
      TRNTYPE: 'DEBIT',
      DTPOSTED: '20260306',
      TRNAMT: '-5.00',
      FITID: 'A3',
      NAME: 'A&B < C',
      'CURRENCY.CURRATE': '1.1',
      'CURRENCY.CURSYM': 'EUR',
    },
  ]);
  expect(found[0]?.statement).toEqual({
    currency: 'USD',
    bankId: '121000358',
    accountId: '000123456789',
    accountType: 'CHECKING',
  });
});

test('OFX 2 is read with its end tags, CDATA, comments and empty tags', async () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>
    <OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD</CURDEF><CCACCTFROM><ACCTID>4111</ACCTID></CCACCTFROM>
    <BANKTRANLIST><!-- <STMTTRN> not this one --><STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260304</DTPOSTED>
    <TRNAMT>-1.00</TRNAMT><FITID>x</FITID><NAME><![CDATA[Fish & <Chips>]]></NAME><MEMO/><EXTDNAME></EXTDNAME></STMTTRN>
    </BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>`;
  for (const size of [1, 2, 3, 10_000]) {
    const found = await readAll(Buffer.from(xml), { size });
    expect(found).toHaveLength(1);
    expect(found[0]?.fields).toEqual({
      TRNTYPE: 'DEBIT',
      DTPOSTED: '20260304',
      TRNAMT: '-1.00',
      FITID: 'x',
      NAME: 'Fish & <Chips>',
    });
    expect(found[0]?.statement).toEqual({ currency: 'USD', accountId: '4111', accountType: 'CREDITCARD' });
  }
});

test('reading goes on from the end of any transaction, whatever the pieces', async () => {
  const bytes = Buffer.from(sgml, 'latin1');
  const all = await readAll(bytes, { size: 10_000 });
  for (const size of [1, 5, 64]) expect(await readAll(bytes, { size })).toEqual(all);
  for (const [place, { end, number, statement }] of all.entries()) {
    const rest = await readAll(bytes.subarray(end), { start: { byte: end, number, statement } });
    expect(rest).toEqual(all.slice(place + 1));
  }
});

test('a file that is cut off gives what it has', async () => {
  const cut = sgml.slice(0, sgml.indexOf('<PAYEE>'));
  expect(await readAll(Buffer.from(cut, 'latin1'))).toHaveLength(2);
});

test('a second account begins with its own currency and number', async () => {
  const second = sgml
    .replace('</BANKMSGSRSV1>', '')
    .replace(
      '</OFX>',
      '<CCSTMTRS><CURDEF>CAD<CCACCTFROM><ACCTID>9</CCACCTFROM><BANKTRANLIST><STMTTRN><DTPOSTED>20260101<TRNAMT>-1<FITID>z</BANKTRANLIST></OFX>',
    );
  const found = await readAll(Buffer.from(second, 'latin1'));
  expect(found.at(-1)?.statement).toEqual({ currency: 'CAD', accountId: '9', accountType: 'CREDITCARD' });
});

test('trades are refused', async () => {
  const trades = '<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><CURDEF>USD<INVTRANLIST></OFX>';
  await expect(readAll(Buffer.from(trades))).rejects.toEqual(new OfxFormatError('INVESTMENTS'));
  expect(readOfxStatement(trades).hasInvestments).toBe(true);
});

test('a tag that never ends is refused', async () => {
  await expect(readAll(Buffer.from(`<OFX><NAME${'x'.repeat(200_000)}`), { size: 65_536 })).rejects.toEqual(
    new OfxFormatError('TOO_LONG'),
  );
});

test('the beginning says whether it is OFX and of which account', () => {
  expect(isOfx(sgml)).toBe(true);
  expect(isOfx('<?xml version="1.0"?><?OFX OFXHEADER="200"?><OFX>')).toBe(true);
  expect(isOfx('Date,Amount\n')).toBe(false);
  expect(readOfxStatement(sgml)).toMatchObject({ currency: 'USD', accountId: '000123456789', hasInvestments: false });
});
