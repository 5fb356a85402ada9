import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMail } from './reader.ts';
import { readReport } from './report.ts';
import { readReturnAddress } from './return-address.ts';

const read = async (mail: string) => {
  const parsed = await readMail(new TextEncoder().encode(mail.replaceAll('\n', '\r\n')));
  return parsed && readReport(parsed.parts);
};

/** A report of a mail server (RFC 3464, appendix E.1). */
const appendixE = `Date: Thu, 7 Jul 1994 17:16:05 -0400
From: Mail Delivery Subsystem <MAILER-DAEMON@CS.UTK.EDU>
Message-Id: <199407072116.RAA14128@CS.UTK.EDU>
Subject: Returned mail: Cannot send message for 5 days
To: <owner-info-mime@cs.utk.edu>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
      boundary="RAA14128.773615765/CS.UTK.EDU"

--RAA14128.773615765/CS.UTK.EDU

The original message was received at Sat, 2 Jul 1994 17:10:28 -0400
from root@localhost

   ----- The following addresses had delivery problems -----
<louisl@larry.slip.umd.edu>  (unrecoverable error)

   ----- Transcript of session follows -----
<louisl@larry.slip.umd.edu>... Deferred: Connection timed out
      with larry.slip.umd.edu.
Message could not be delivered for 5 days
Message will be deleted from queue

--RAA14128.773615765/CS.UTK.EDU
content-type: message/delivery-status

Reporting-MTA: dns; cs.utk.edu

Original-Recipient: rfc822;louisl@larry.slip.umd.edu
Final-Recipient: rfc822;louisl@larry.slip.umd.edu
Action: failed
Status: 4.0.0
Diagnostic-Code: smtp; 426 connection timed out
Last-Attempt-Date: Thu, 7 Jul 1994 17:15:49 -0400

--RAA14128.773615765/CS.UTK.EDU
content-type: message/rfc822

Subject: the original

[original message goes here]

--RAA14128.773615765/CS.UTK.EDU--
`;

/** A complaint (RFC 5965, appendix B.1), about a message of ours. */
const complaint = `From: <abusedesk@example.com>
Date: Thu, 8 Mar 2005 17:40:36 EDT
Subject: FW: Earn money
To: <abuse@example.net>
Message-ID: <complaint-1@example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report;
     boundary="part1_13d.2e68ed54_boundary"

--part1_13d.2e68ed54_boundary
Content-Type: text/plain; charset="US-ASCII"
Content-Transfer-Encoding: 7bit

This is an email abuse report for an email message received from IP 192.0.2.1.

--part1_13d.2e68ed54_boundary
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <b+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@bounces.test>
Reported-Domain: example.net

--part1_13d.2e68ed54_boundary
Content-Type: message/rfc822
Content-Disposition: inline

From: <somespammer@example.net>
Subject: Earn money

Spam Spam Spam
--part1_13d.2e68ed54_boundary--
`;

test('the sample of RFC 3464 is a bounce with its code and the server’s words', async () => {
  expect(await read(appendixE)).toEqual({
    kind: 'BOUNCE',
    reason: '4.0.0 426 connection timed out',
    originalSender: undefined,
  });
});

test.each(['delayed', 'delivered', 'relayed', 'expanded'])('mail that is %s did not come back', async (action) => {
  expect(await read(appendixE.replace('Action: failed', `Action: ${action}`))).toBeUndefined();
});

test('folded fields are read whole, and a status without words is kept', async () => {
  const folded = appendixE.replace('smtp; 426 connection timed out', 'smtp;\n 550 5.1.1\n  no such user');
  expect(await read(folded.replace('Status: 4.0.0', 'Status: 5.1.1 (bad mailbox)'))).toMatchObject({
    reason: '5.1.1 550 5.1.1 no such user',
  });
  expect(await read(appendixE.replace(/Diagnostic-Code.*\n/, ''))).toMatchObject({ reason: '4.0.0' });
});

test('the sample of RFC 5965 is a complaint about the message with that return path', async () => {
  const report = await read(complaint);
  expect(report).toEqual({
    kind: 'COMPLAINT',
    reason: null,
    originalSender: 'b+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@bounces.test',
  });
  expect(readReturnAddress(report?.originalSender, 'bounces.test')).toEqual({
    purpose: 'BOUNCE',
    token: 'a'.repeat(32),
  });
});

test('a report that a message was no spam is no complaint', async () => {
  expect(await read(complaint.replace('Feedback-Type: abuse', 'Feedback-Type: not-spam'))).toBeUndefined();
});

test('an answer from a person, and one from a machine that is away, are no report', async () => {
  expect(await read('From: a@people.test\nSubject: Re: Hello\n\nThank you! 5.1.1\n')).toBeUndefined();
  expect(
    await read('From: a@people.test\nAuto-Submitted: auto-replied\nSubject: Away\n\nI am away.\n'),
  ).toBeUndefined();
});

test('what is no mail, or cut anywhere, is read without a failure', async () => {
  for (const mail of [
    '',
    '\0'.repeat(100),
    ':',
    '\n\n\n',
    `Content-Type: multipart/mixed; boundary=a\n\n${'--a\n'.repeat(3_000)}`,
  ])
    expect(await read(mail)).toBeUndefined();
  for (let length = 0; length < appendixE.length; length += 7) await read(appendixE.slice(0, length));
});

test('two thousand reports with anything in them are read without a failure', async () => {
  const pieces = fc.oneof(
    fc.constantFrom(...appendixE.split('\n'), ...complaint.split('\n')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 60 }), async (lines) => {
      const report = await read(lines.join('\n'));
      expect(report === undefined || ['BOUNCE', 'COMPLAINT'].includes(report.kind)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
}, 60_000);

test.each([
  [`b+${'a'.repeat(32)}@bounces.test`, 'BOUNCE'],
  [`U+${'A'.repeat(32)}@BOUNCES.test`, 'UNSUBSCRIBE'],
  [`b+${'a'.repeat(32)}@elsewhere.test`, undefined],
  [`b+${'a'.repeat(31)}@bounces.test`, undefined],
  [`b+${'1'.repeat(32)}@bounces.test`, undefined],
  [`v+${'a'.repeat(32)}@bounces.test`, undefined],
  [`x@b+${'a'.repeat(32)}@bounces.test`, undefined],
  [undefined, undefined],
])('%s is for %s', (address, purpose) => {
  expect(readReturnAddress(address, 'bounces.test')?.purpose).toBe(purpose);
  expect(readReturnAddress(address, undefined)).toBeUndefined();
});
