import type { Client } from 'pg';
import { factorChanges } from '../../app/modules/accounts/second-factors/changes.ts';
import { only } from './rows.ts';

const monthly = {
  priceModel: 'MONTHLY',
  periodStart: '2026-03-04T14:05:00.123456+00:00',
  periodEnd: '2026-04-04T14:05:00.123456+00:00',
};

const seller = {
  name: 'Lotline, Inc.',
  street: '500 Market Street',
  city: 'San Francisco',
  state: 'CA',
  postalCode: '94105',
  email: 'billing@lotline.test',
  taxId: '94-1234567',
  paymentInstructions: 'First Bank, routing 011000015\nAccount 000123456789',
  taxNote: 'No sales tax is charged on this sale.',
};

/** An order as the database describes it. */
export const order = {
  number: 'LOT-100042',
  organization: 'Größe & Söhne <Realty>',
  buyer: 'Zoë O’Hara',
  placedAt: '2026-03-04T14:05:00.123456+00:00',
  dueOn: '2026-04-03',
  paymentMethod: 'INVOICE',
  paymentStatus: 'PENDING',
  purchaseOrderNumber: 'PO-7',
  billingEmail: 'billing@harbor.test',
  billingName: 'Harbor Realty',
  billingStreet: '12 Harbor Way',
  billingCity: 'Chicago',
  billingState: 'IL',
  billingPostalCode: '60601',
  subtotal: 85_000,
  creditTotal: 7_500,
  total: 77_500,
  refundedTotal: 0,
  paidAt: null,
  invoiceNumber: 'INV-4C2A1E9B-2026-0007',
  invoicedOn: '2026-03-04',
  seller,
  creditNotes: [],
  currency: 'USD',
  lines: [
    {
      kind: 'BUNDLE',
      name: 'Listing Domination',
      listPrice: 75_000,
      credit: 7_500,
      price: 67_500,
      tools: [
        { ...monthly, name: 'Photo Enhancement', price: 37_500 },
        { name: 'Virtual Staging', priceModel: 'ONE_TIME', price: 30_000, periodStart: null, periodEnd: null },
      ],
      credited: [{ name: 'Property Alerts', orderNumber: 'LOT-100017' }],
    },
    {
      kind: 'TOOL',
      name: 'CMA Generator',
      listPrice: 10_000,
      credit: 0,
      price: 10_000,
      tools: [{ ...monthly, name: 'CMA Generator', price: 10_000 }],
      credited: [],
    },
  ],
};

const organization = 'Harbor Realty';
const requestId = '7d444840-9dc0-41d1-b245-5ffdce74fad2';
const tool = { tool: 'Client Pre-Qualification', toolSlug: 'client-pre-qualification' };
const renewal = {
  organization,
  ...tool,
  endsAt: '2026-03-18T00:00:00+00:00',
  daysLeft: 14,
  renews: true,
  price: 10_000,
  bundle: null,
  currency: 'USD',
  priceModel: 'MONTHLY',
};

const foundByAlert = {
  alertId: '0c8b6a1e-2b1e-4d53-9d7c-0d4b5f0f3c11',
  name: 'Prices in Austin',
  organization,
  addedBy: 'Zoë O’Hara',
  frequency: 'IMMEDIATE',
  sentences: [
    'Median sale price of Austin, TX fell 5.2%: $380,000.00 (Jun 2024) after $400,843.88 (Jun 2023). Source: redfin.',
  ],
  more: 0,
};

const duePost = {
  organization,
  campaign: 'Größe <Spring>',
  postId: '7d4b7a34-3c77-4a9e-8f2d-5b8f0f2b8f10',
  platform: 'LINKEDIN',
  text: 'Open house on Sunday\nCome & see',
  problem: null,
};

interface MailSample {
  kind: string;
  form: string;
  content: Record<string, unknown>;
  /** For a mail that brings one. */
  secret?: string;
}

const token = 'aB3-_'.repeat(9).slice(0, 43);
const at = '2026-03-04T14:05:00.123456+00:00';
const roleChange = {
  organization,
  person: 'Zoë O’Hara',
  isReader: true,
  role: 'OWNER',
  formerRole: 'ADMIN',
  changedBy: 'Harbor Owner',
  at,
};

const contactMessage = {
  name: 'Zoë O’Hara',
  email: 'zoe@example.com',
  topic: 'BILLING',
  message: 'Our invoice names another street.\nCan it be changed?',
};

/** Every kind of queued mail, some in more than one form, with content as the functions of the database write it. */
export const mailSamples: MailSample[] = [
  ...[false, true].map((isChange) => ({
    kind: 'email-confirmation',
    form: isChange ? 'of a change' : 'of an account',
    content: { isChange },
    secret: `${token} 042137`,
  })),
  { kind: 'email-changed', form: '', content: { name: 'Zoë O’Hara', email: 'zoe@example.com' } },
  { kind: 'billing-email', form: '', content: {}, secret: token },
  {
    kind: 'contact-message',
    form: 'of somebody unknown',
    content: { ...contactMessage, account: null },
  },
  {
    kind: 'contact-message',
    form: 'of somebody signed in',
    content: { ...contactMessage, account: { name: 'Zoë O’Hara', email: 'zoe@harbor.test', organization } },
  },
  {
    kind: 'billing-changed',
    form: '',
    content: {
      organization,
      changedBy: 'Zoë O’Hara',
      number: 'LOT-100042',
      name: organization,
      email: 'accounts@harbor.test',
      street: '12 Harbor Way',
      city: 'Chicago',
      state: 'IL',
      postalCode: '60601',
    },
  },
  { kind: 'order-confirmation', form: 'by invoice', content: order },
  {
    kind: 'order-confirmation',
    form: 'paid by card',
    content: {
      ...order,
      paymentMethod: 'CREDIT_CARD',
      paymentStatus: 'COMPLETED',
      dueOn: null,
      purchaseOrderNumber: null,
    },
  },
  {
    kind: 'request-sent',
    form: 'with a reason',
    content: {
      requestId,
      organization,
      requester: 'Harbor Member',
      reason: 'We lose leads at night.\nThis one answers them.',
      lines: [
        { name: 'Lead Capture Agent', price: 10_000 },
        { name: 'Booking Agent', price: 20_000 },
      ],
      total: 30_000,
    },
  },
  {
    kind: 'request-decided',
    form: 'approved',
    content: {
      requestId,
      organization,
      decision: 'APPROVED',
      decidedBy: 'Harbor Owner',
      note: null,
      orderNumber: 'LOT-100043',
      lines: [{ name: 'Lead Capture Agent' }],
    },
  },
  {
    kind: 'request-decided',
    form: 'declined',
    content: {
      requestId,
      organization,
      decision: 'DECLINED',
      decidedBy: 'Harbor Owner',
      note: 'Next quarter.',
      orderNumber: null,
      lines: [{ name: 'Lead Capture Agent' }],
    },
  },
  { kind: 'renewal-warning', form: 'renews', content: renewal },
  { kind: 'renewal-warning', form: 'ends', content: { ...renewal, daysLeft: 3, renews: false } },
  { kind: 'purchase-expired', form: '', content: { organization, ...tool, endedAt: '2026-03-18T00:00:00+00:00' } },
  {
    kind: 'refund',
    form: 'in part',
    content: {
      creditNote: {
        number: 'CN-100007',
        total: 10_000,
        currency: 'USD',
        reason: 'Bought by mistake',
        issuedAt: '2026-03-05T09:00:00+00:00',
        lines: [{ name: 'CMA Generator', amount: 10_000 }],
      },
      order,
    },
  },
  {
    kind: 'invoice-reminder',
    form: 'ahead',
    content: { order, daysLeft: 3, suspendsOn: '2026-04-17', isSuspended: false },
  },
  {
    kind: 'invoice-reminder',
    form: 'overdue',
    content: { order, daysLeft: -7, suspendsOn: '2026-04-17', isSuspended: false },
  },
  {
    kind: 'invoice-reminder',
    form: 'suspended',
    content: { order, daysLeft: -14, suspendsOn: '2026-04-17', isSuspended: true },
  },
  {
    kind: 'market-report',
    form: '',
    content: {
      organization: 'Harbor Realty',
      report: 'South Austin, November 2026',
      reportId: '6f0e3c52-7f0a-4f0e-9f57-0f6f3b8f3c11',
      insights: ['Median sale price in 78704 rose 2.6% in a year, to $410,400.00 in Nov 2026 (Redfin).'],
    },
  },
  ...(['FAILED', 'PAUSED'] as const).map((state) => ({
    kind: 'campaign-email-failed',
    form: state.toLowerCase(),
    content: {
      emailId: '0c1f9f53-4c3a-4e0b-8a55-5f1a3c1a7d10',
      name: 'Spring open houses',
      organization: 'Harbor Realty',
      state,
      reason: 'It was more than 24 hours late.',
    },
  })),
  ...[true, false].flatMap((isReader) =>
    [true, false].map((isGiven) => ({
      kind: 'platform-role',
      form: `${isGiven ? 'given' : 'taken'}${isReader ? '' : ' to somebody else'}`,
      content: {
        person: 'Ada Byron',
        email: 'ada@people.test',
        isReader,
        role: 'BILLING',
        isGiven,
        changedBy: isGiven ? 'Lotline Admin' : null,
      },
    })),
  ),
  ...(['REFUND', 'PAYMENT', 'CREDIT'] as const).map((kind) => ({
    kind: 'platform-approval',
    form: kind.toLowerCase(),
    content: {
      organization,
      askedBy: 'Lotline Admin',
      kind,
      amount: 240_000,
      orderNumber: kind === 'CREDIT' ? null : 'LOT-100042',
    },
  })),
  {
    kind: 'upgrade-asked',
    form: '',
    content: {
      organization,
      requester: 'Harbor Owner',
      formerTier: 'GROWTH',
      askedTier: 'ELITE',
      reason: 'We compare markets every week.',
    },
  },
  {
    kind: 'upgrade-decided',
    form: 'granted',
    content: { organization, decision: 'GRANTED', tier: 'ELITE', askedTier: 'ELITE', note: null },
  },
  {
    kind: 'upgrade-decided',
    form: 'declined',
    content: { organization, decision: 'DECLINED', tier: 'GROWTH', askedTier: 'ELITE', note: 'Talk to us in May.' },
  },
  ...factorChanges.map((change) => ({
    kind: 'second-factor-changed',
    form: change,
    content: { name: 'Harbor Owner', change, codesLeft: 9, device: 'Firefox on Windows' },
  })),
  {
    kind: 'second-factor-required',
    form: '',
    content: { name: 'Harbor Member', organization, from: '2027-03-04' },
  },
  {
    kind: 'second-factors-reset',
    form: '',
    content: { name: 'Harbor Member', reason: 'Called the number of the contract.' },
  },
  {
    kind: 'payment-abandoned',
    form: '',
    content: { number: 'LOT-100044', organization, lines: [{ name: 'CMA Generator' }, { name: 'Risk Assessment' }] },
  },
  { kind: 'account-deleted', form: '', content: { closing: [] } },
  { kind: 'account-deleted', form: 'with organizations', content: { closing: [organization, 'Cedar Homes'] } },
  {
    kind: 'organization-closing',
    form: '',
    content: { organization, person: 'Zoë O’Hara', closingAt: '2026-04-03T09:00:00.123456+00:00' },
  },
  { kind: 'organization-kept-open', form: '', content: { organization, person: 'Zoë O’Hara' } },
  { kind: 'campaign-post-due', form: 'by hand', content: duePost },
  {
    kind: 'campaign-post-due',
    form: 'failed',
    content: { ...duePost, problem: 'social.example.org answered 422: “Text is too long”' },
  },
  { kind: 'password-reset', form: '', content: { name: 'Zoë' }, secret: token },
  { kind: 'sign-in', form: '', content: { name: 'Zoë' }, secret: `${token} KX7P3MQ9` },
  {
    kind: 'invitation',
    form: '',
    content: { organization, invitedBy: 'Harbor Owner', role: 'ADMIN' },
    secret: token,
  },
  {
    kind: 'new-device',
    form: 'from a known country',
    content: { name: 'Zoë', device: 'Firefox on Windows', country: 'DE', at },
  },
  { kind: 'new-device', form: 'of which nothing is known', content: { name: 'Zoë', device: null, country: null, at } },
  { kind: 'signed-out', form: '', content: { name: 'Zoë', at } },
  { kind: 'password-changed', form: 'by a link', content: { name: 'Zoë', by: 'LINK', at } },
  { kind: 'password-changed', form: 'signed in', content: { name: 'Zoë', by: 'ACCOUNT', at } },
  { kind: 'role-changed', form: 'of the reader', content: roleChange },
  { kind: 'role-changed', form: 'of somebody else', content: { ...roleChange, isReader: false } },
  { kind: 'role-changed', form: 'by an invitation', content: { ...roleChange, isReader: false, formerRole: null } },
  { kind: 'role-changed', form: 'taken away', content: { ...roleChange, role: null } },
  { kind: 'reid-alert', form: 'one event', content: foundByAlert },
  {
    kind: 'reid-alert',
    form: 'a digest',
    content: {
      ...foundByAlert,
      frequency: 'WEEKLY',
      addedBy: null,
      sentences: [
        ...foundByAlert.sentences,
        'New listings of Waco, TX is 120 (Jun 2024), at or above 100. Source: redfin.',
      ],
      more: 50,
    },
  },
];

let queued = 0;

/** Queues a mail as the database's owner, and returns its id. */
export async function queueMail(
  sql: Client,
  recipient: string,
  { kind, content, secret }: { kind: string; content: unknown; secret?: string } = {
    kind: 'order-confirmation',
    content: order,
  },
): Promise<string> {
  queued += 1;
  const { id } = only(
    await sql.query<{ id: string }>(
      'insert into outgoing_mail (key, recipient, kind, content, secret) values ($1, $2, $3, $4, $5) returning id',
      [`test:${process.pid}:${queued}`, recipient, kind, JSON.stringify(content), secret ?? null],
    ),
  );
  return id;
}
