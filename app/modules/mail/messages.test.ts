import { beforeAll, expect, test } from 'vitest';
import { loadFonts } from '~/services/pdf/document.ts';
import { mailSamples } from '../../../tests/factories/mail.ts';
import { readPdf } from '../../../tests/factories/pdf.ts';
import { parseQueuedMail } from './contents.ts';
import { writeMessage } from './messages.ts';

beforeAll(loadFonts);

const site = 'https://lotline.test';
const mailId = '4a5b2a34-3c77-4a9e-8f2d-5b8f0f2b8f10';
const write = ({ secret = null, ...mail }: { kind: string; content: unknown; secret?: string | null | undefined }) =>
  writeMessage(parseQueuedMail(mail), site, mailId, secret);
const find = (kind: string, form: string) => {
  const sample = mailSamples.find((candidate) => candidate.kind === kind && candidate.form === form);
  if (!sample) throw new Error(`There is no sample ${kind} ${form}.`);
  return sample;
};

/** The words that a reader of the HTML sees, as one line. */
const visible = (html: string) =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/\s+/g, ' ');

test.each(mailSamples)('$kind $form: has a subject, and says in text what it says in HTML', (sample) => {
  const { subject, text, html } = write(sample);
  expect(subject).toMatch(/^\S.{5,}/);
  const seen = visible(html);
  const links = new Set([...html.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => address));
  expect(links.size).toBeGreaterThan(0);
  for (const address of links) {
    expect(address).toMatch(/^https:\/\/lotline\.test\/[\w/-]+$/);
    expect(text).toContain(`\n${address}\n`);
  }
  // The HTML has every word of the text, except addresses and marks that stand for layout.
  const words = text.replaceAll(/https:\S+/g, '').split(/[\s,>:–-]+/);
  expect(words.filter((word) => !seen.includes(word))).toEqual([]);
});

test('an order is confirmed with its invoice: lines, credits, totals, address, due date and link', () => {
  const { subject, text } = write(find('order-confirmation', 'by invoice'));
  expect(subject).toBe('Invoice INV-4C2A1E9B-2026-0007 for $775.00');
  expect(text).toContain('It is due on Apr 3, 2026.');
  const lines = text.split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Listing Domination +\$675\.00$/),
      '  Photo Enhancement, $375.00. Monthly, Mar 4, 2026 to Apr 4, 2026',
      '  Virtual Staging, $300.00. One-time',
      '  $750.00, less $75.00 credit',
      expect.stringMatching(/^CMA Generator +\$100\.00$/),
      '  Monthly, Mar 4, 2026 to Apr 4, 2026',
      expect.stringMatching(/^Subtotal +\$850\.00$/),
      expect.stringMatching(/^Credit +-\$75\.00$/),
      expect.stringMatching(/^Total +\$775\.00$/),
      'Payment: Due on Apr 3, 2026',
      'Purchase order: PO-7',
      'Billed to: Harbor Realty, 12 Harbor Way, Chicago, IL 60601',
      'https://lotline.test/orders/LOT-100042',
    ]),
  );
  expect(write(find('order-confirmation', 'paid by card')).text).toContain('Payment: Paid by card');
});

test.each([
  ['email-confirmation', 'of an account', /^042137 is your Lotline code$/],
  ['email-changed', '', /^Your Lotline account has another email now$/],
  ['billing-changed', '', /^Harbor Realty has other billing details now$/],
  ['billing-email', '', /^Do you take invoices from Lotline at this email\?$/],
  ['contact-message', 'of somebody unknown', /^Message from Zoë O’Hara: Orders and invoices$/],
  ['request-sent', 'with a reason', /Harbor Member asks for Lead Capture Agent and Booking Agent/],
  ['request-decided', 'approved', /approved: Lead Capture Agent/],
  ['request-decided', 'declined', /declined: Lead Capture Agent/],
  ['renewal-warning', 'renews', /^Client Pre-Qualification renews in 14 days$/],
  ['renewal-warning', 'ends', /^Client Pre-Qualification ends in 3 days$/],
  ['purchase-expired', '', /^Client Pre-Qualification has ended$/],
  ['refund', 'in part', /^Credit note CN-100007: \$100\.00 for order LOT-100042$/],
  ['invoice-reminder', 'ahead', /^Invoice INV-4C2A1E9B-2026-0007 is due in 3 days: \$775\.00$/],
  ['invoice-reminder', 'overdue', /^Invoice INV-4C2A1E9B-2026-0007 is overdue: \$775\.00$/],
  ['invoice-reminder', 'suspended', /^Invoice INV-4C2A1E9B-2026-0007 is not paid: \$775\.00$/],
  ['reid-alert', 'one event', /^Median sale price of Austin, TX fell 5\.2%/],
  ['reid-alert', 'a digest', /^Prices in Austin: 52 events$/],
  ['password-reset', '', /^Choose a new Lotline password$/],
  ['sign-in', '', /^Sign in to Lotline$/],
  ['invitation', '', /^Join Harbor Realty on Lotline$/],
  ['new-device', 'from a known country', /^A new sign-in to your Lotline account$/],
  ['signed-out', '', /^You were signed out of Lotline everywhere$/],
  ['password-changed', 'by a link', /^Your Lotline password was changed$/],
  ['role-changed', 'of the reader', /^You are an owner of Harbor Realty now$/],
  ['role-changed', 'taken away', /^You are no part of Harbor Realty now$/],
  ['payment-abandoned', '', /^Order LOT-100044 was not paid and is canceled$/],
  ['market-report', '', /^New report: South Austin, November 2026$/],
  ['campaign-email-failed', 'failed', /^Not sent: Spring open houses$/],
  ['campaign-email-failed', 'paused', /^Paused: Spring open houses$/],
  ['platform-role', 'given', /^Your role Billing on the Lotline platform was given$/],
  ['platform-role', 'taken to somebody else', /^Ada Byron: role Billing on the Lotline platform taken away$/],
  ['platform-approval', 'refund', /^Waits for you: refund \$2,400\.00 of order LOT-100042 for /],
  ['upgrade-asked', '', /^Harbor Realty asks for the Elite plan$/],
  ['upgrade-decided', 'granted', /^Harbor Realty is on the Elite plan now$/],
  ['upgrade-decided', 'declined', /^No upgrade to the Elite plan for Harbor Realty$/],
  ['second-factor-changed', 'AUTHENTICATOR_ADDED', /^An authenticator app was added on Lotline$/],
  ['second-factor-changed', 'RECOVERY_CODE_USED', /^A recovery code was used on Lotline$/],
  ['second-factor-required', '', /^Harbor Realty requires a second factor from Mar 4, 2027 on$/],
  ['second-factors-reset', '', /^Your second factors were taken away on Lotline$/],
])('the subject of %s %s', (kind, form, expected) => {
  expect(write(find(kind, form)).subject).toMatch(expected);
});

/** Replaces every text of a content. */
function replaceTexts(value: unknown, replacement: string, kept: string[]): unknown {
  if (typeof value === 'string') return replacement;
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, replacement, kept));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      kept.includes(key) ? item : replaceTexts(item, replacement, kept),
    ]),
  );
}

// Texts in the form that the schema asks for stay.
const formed = [
  ...['invoicedOn', 'paidAt', 'periodStart', 'periodEnd', 'kind'],
  ...[
    'requestId',
    'reportId',
    'decision',
    'placedAt',
    'dueOn',
    'endsAt',
    'endedAt',
    'issuedAt',
    'suspendsOn',
    'currency',
  ],
  ...['paymentMethod', 'paymentStatus', 'priceModel', 'kind', 'periodStart', 'periodEnd'],
  ...['alertId', 'frequency'],
  ...['emailId', 'state', 'postId', 'platform'],
  ...['role', 'formerRole', 'by', 'at', 'country'],
  ...['change', 'from', 'closingAt'],
  ...['tier', 'formerTier', 'askedTier', 'topic'],
];

// What asks a stranger holds nothing that anybody typed, and these two say nobody's name.
const untyped = ['email-confirmation', 'billing-email', 'account-deleted ', 'platform-role taken'];
const typed = mailSamples.filter(({ kind, form }) => !untyped.includes(kind) && !untyped.includes(`${kind} ${form}`));

test.each(typed)('$kind $form: nothing that people typed becomes markup', ({ kind, content, secret }) => {
  const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)> &`;
  const { html } = write({ kind, secret, content: replaceTexts(content, attack, formed) });
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain('&lt;script&gt;');
  for (const [, address] of html.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^https:\/\/lotline\.test\//);
});

test('a mail that asks a stranger gives its link and its code', () => {
  const { text } = write(find('email-confirmation', 'of an account'));
  expect(text).toContain('Code: 042137');
  expect(text).toMatch(/https:\/\/lotline\.test\/confirm-email\/[\w-]{43}\n/);
  expect(write(find('billing-email', '')).text).toMatch(/https:\/\/lotline\.test\/confirm-billing\/[\w-]{43}\n/);
});

test('a content that is not that of its kind is refused, with what is wrong', () => {
  const { content } = find('order-confirmation', 'by invoice');
  expect(() => write({ kind: 'order-confirmation', content: { ...content, total: '12' } })).toThrow('content.total');
  expect(() => write({ kind: 'refund', content })).toThrow('content.creditNote');
  expect(() => write({ kind: 'no-such-kind', content })).toThrow('kind');
});

test('invoice and credit note go with the mail as PDFs that say what the documents say', () => {
  const [invoice] = write(find('order-confirmation', 'by invoice')).attachments ?? [];
  expect(invoice).toMatchObject({ name: 'INV-4C2A1E9B-2026-0007.pdf', type: 'application/pdf' });
  expect(readPdf(invoice?.content ?? new Uint8Array()).title).toBe('Invoice INV-4C2A1E9B-2026-0007');
  const [note] = write(find('refund', 'in part')).attachments ?? [];
  expect(note?.name).toBe('CN-100007.pdf');
  expect(readPdf(note?.content ?? new Uint8Array()).texts).toContain('Bought by mistake');
  expect(write(find('purchase-expired', '')).attachments).toEqual([]);
});

test('mail that was queued before invoices had numbers is still sent', () => {
  const { content } = find('order-confirmation', 'by invoice');
  const { invoiceNumber, invoicedOn, seller, creditNotes, paidAt, refundedTotal, billingEmail, ...old } = content;
  const message = write({ kind: 'order-confirmation', content: old });
  expect(message.subject).toBe('Invoice LOT-100042 for $775.00');
  expect(message.attachments).toEqual([]);
});

test('a mail of an alert is stopped by one request of the mail program, other mail is not', () => {
  const message = write(find('reid-alert', 'one event'));
  expect(message.unsubscribe).toBe(`${site}/webhooks/alert-mail/${mailId}`);
  expect(message.text).toContain(`${site}/alert-mail/${mailId}`);
  expect(write(find('payment-abandoned', '')).unsubscribe).toBeUndefined();
});
