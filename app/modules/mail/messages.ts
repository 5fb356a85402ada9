import { creditedRows, type Paper, writeCreditNote, writeInvoice } from '~/modules/marketplace/invoices/paper.ts';
import { amountOwed } from '~/modules/marketplace/invoices/payment-state.ts';
import { drawPaper } from '~/modules/marketplace/invoices/pdf.server.ts';
import { priceModelSuffixes } from '~/modules/marketplace/labels.ts';
import { describeUsage } from '~/modules/marketplace/uses/terms.ts';
import type { Message } from '~/services/mail-transport.server.ts';
import { formatDate } from '~/utils/dates.ts';
import { formatMoney } from '~/utils/money.ts';
import { isolateName } from '~/utils/names.ts';
import { countWords, memberName, summarizeNames } from '~/utils/words.ts';
import { composeAccountLetter } from './account-letters.ts';
import { billingChanged, billingEmail } from './billing-email.ts';
import { campaignEmailFailed } from './campaign-email.ts';
import { campaignPostDue } from './campaign-post-due.ts';
import { contactMessage } from './contact/letter.ts';
import type { ContentOf, QueuedMail } from './contents.ts';
import { emailChanged, emailConfirmation } from './email-confirmation.ts';
import { billingFacts, orderAmounts, paymentFact } from './invoice.ts';
import { accountDeleted, organizationClosing, organizationKeptOpen } from './leaving.ts';
import { type Letter, writeText } from './letter.ts';
import { writeHtml } from './letter-html.tsx';
import { parseMailedSecret } from './mailed-secret.ts';
import { platformApprovalAsked, platformRoleChanged } from './platform.ts';
import { oneClickStopPath, reidAlert } from './reid-alert.ts';
import { secondFactorChanged, secondFactorRequired, secondFactorsReset } from './second-factor.ts';
import { upgradeAsked, upgradeDecided } from './upgrade.ts';

/** A message without its recipient. */
export type WrittenMessage = Omit<Message, 'to' | 'id'>;

/**
 * Writes a queued mail, once the fonts of PDFs are loaded.
 * @param publicUrl  origin of the site
 * @param id  of the mail
 * @param secret  that it brings to its recipient; null for one without
 * @throws Error for a mail that needs a secret and has none any more
 */
export function writeMessage(mail: QueuedMail, publicUrl: string, id: string, secret: string | null): WrittenMessage {
  const link = (path: string) => publicUrl + path;
  return {
    ...writeLetter(composeLetter(mail, link, id, secret)),
    attachments: drawAttachments(mail),
    ...(mail.kind === 'contact-message' && { replyTo: mail.content.email }),
    ...(mail.kind === 'reid-alert' && { unsubscribe: link(oneClickStopPath(id)) }),
  };
}

/** The documents that go with a mail, as PDFs. */
function drawAttachments(mail: QueuedMail): Message['attachments'] {
  const attach = (number: string, paper: Paper) => [
    { name: `${number}.pdf`, type: 'application/pdf', content: drawPaper(paper) },
  ];
  switch (mail.kind) {
    case 'order-confirmation':
      return mail.content.invoiceNumber ? attach(mail.content.invoiceNumber, writeInvoice(mail.content)) : [];
    case 'invoice-reminder': {
      const { order } = mail.content;
      return order.invoiceNumber ? attach(order.invoiceNumber, writeInvoice(order)) : [];
    }
    case 'refund': {
      const { order, creditNote } = mail.content;
      return attach(creditNote.number, writeCreditNote(order, creditNote));
    }
    default:
      return [];
  }
}

/** Writes a letter as both alternatives of a message. */
export function writeLetter(letter: Letter): WrittenMessage {
  return { subject: letter.subject, text: writeText(letter), html: writeHtml(letter) };
}

type Link = (path: string) => string;

function composeLetter(mail: QueuedMail, link: Link, id: string, secret: string | null): Letter {
  switch (mail.kind) {
    case 'password-reset':
    case 'sign-in':
    case 'invitation':
    case 'new-device':
    case 'signed-out':
    case 'password-changed':
    case 'role-changed':
      return composeAccountLetter(mail, link, secret);
    case 'email-confirmation':
      return emailConfirmation(mail.content, link, parseMailedSecret(secret));
    case 'email-changed':
      return emailChanged(mail.content, link);
    case 'billing-changed':
      return billingChanged(mail.content, link);
    case 'billing-email':
      return billingEmail(link, parseMailedSecret(secret));
    case 'contact-message':
      return contactMessage(mail.content, link);
    case 'order-confirmation':
      return orderConfirmation(mail.content, link);
    case 'request-sent':
      return requestSent(mail.content, link);
    case 'request-decided':
      return requestDecided(mail.content, link);
    case 'renewal-warning':
      return renewalWarning(mail.content, link);
    case 'purchase-expired':
      return purchaseExpired(mail.content, link);
    case 'refund':
      return refund(mail.content, link);
    case 'invoice-reminder':
      return invoiceReminder(mail.content, link);
    case 'payment-abandoned':
      return paymentAbandoned(mail.content, link);
    case 'reid-alert':
      return reidAlert(mail.content, link, id);
    case 'market-report':
      return marketReport(mail.content, link);
    case 'campaign-email-failed':
      return campaignEmailFailed(mail.content, link);
    case 'campaign-post-due':
      return campaignPostDue(mail.content, link);
    case 'platform-role':
      return platformRoleChanged(mail.content, link);
    case 'platform-approval':
      return platformApprovalAsked(mail.content, link);
    case 'upgrade-asked':
      return upgradeAsked(mail.content, link);
    case 'upgrade-decided':
      return upgradeDecided(mail.content, link);
    case 'account-deleted':
      return accountDeleted(mail.content, link);
    case 'organization-closing':
      return organizationClosing(mail.content, link);
    case 'organization-kept-open':
      return organizationKeptOpen(mail.content, link);
    case 'second-factor-changed':
      return secondFactorChanged(mail.content, link);
    case 'second-factor-required':
      return secondFactorRequired(mail.content, link);
    case 'second-factors-reset':
      return secondFactorsReset(mail.content, link);
  }
}

function orderConfirmation(order: ContentOf<'order-confirmation'>, link: Link): Letter {
  const total = formatMoney(order.total, order.currency);
  const isFree = order.total === 0;
  const due = order.dueOn && ` It is due on ${formatDate(order.dueOn)}.`;
  return {
    subject: isFree
      ? `Order ${order.number}: nothing to pay`
      : `Invoice ${order.invoiceNumber ?? order.number} for ${total}`,
    preview: `${isolateName(order.organization)} ordered ${nameLines(order.lines)}.`,
    heading: `Thank you for order ${order.number}`,
    blocks: [
      {
        type: 'paragraph',
        text: `${memberName(order.buyer)} ordered for ${isolateName(order.organization)} on ${formatDate(order.placedAt)}. The tools are unlocked. ${isFree ? 'It costs nothing.' : `The invoice is attached.${due ?? ''}`}`,
      },
      orderAmounts(order),
      {
        type: 'facts',
        facts: [
          ...(order.invoiceNumber ? [{ term: 'Invoice', details: [order.invoiceNumber] }] : []),
          { term: 'Order', details: [order.number] },
          paymentFact(order),
          ...billingFacts(order),
        ],
      },
      {
        type: 'button',
        label: 'Open the order',
        url: link(`/orders/${order.number}`),
      },
    ],
    footer: `You get this mail because you placed this order for ${isolateName(order.organization)} or its invoice goes to you.`,
  };
}

function requestSent(request: ContentOf<'request-sent'>, link: Link): Letter {
  const { requester, organization, reason, lines, total } = request;
  return {
    subject: `${requester} asks for ${nameLines(lines)}`,
    preview: `${formatMoney(total)} in all. Approve or decline it.`,
    heading: `${requester} sent a purchase request`,
    blocks: [
      { type: 'paragraph', text: `${requester} would like ${organization} to buy this:` },
      {
        type: 'amounts',
        caption: 'What was asked for, at today’s prices',
        rows: lines.map(({ name, price }) => ({ name, notes: [], amount: formatMoney(price) })),
        totals: [{ label: 'Total', amount: formatMoney(total), strong: true }],
      },
      ...(reason.trim() ? [{ type: 'quote' as const, text: reason }] : []),
      { type: 'button', label: 'Approve or decline', url: link('/requests') },
    ],
    footer: `You get this mail because you buy for ${organization}.`,
  };
}

function requestDecided(request: ContentOf<'request-decided'>, link: Link): Letter {
  const { organization, decision, decidedBy, note, orderNumber, lines } = request;
  const approved = decision === 'APPROVED';
  return {
    subject: `Your request was ${approved ? 'approved' : 'declined'}: ${nameLines(lines)}`,
    preview: `${decidedBy} decided for ${organization}.`,
    heading: approved ? 'Your request was approved' : 'Your request was declined',
    blocks: [
      {
        type: 'paragraph',
        text: approved
          ? `${decidedBy} approved what you asked for${orderNumber ? ` and ordered it for ${organization}: order ${orderNumber}` : ''}.`
          : `${decidedBy} declined what you asked for. Nothing was ordered.`,
      },
      { type: 'list', items: lines.map(({ name }) => name) },
      ...(note?.trim() ? [{ type: 'quote' as const, text: note }] : []),
      approved
        ? { type: 'button', label: 'Open your tools', url: link('/my-tools') }
        : { type: 'button', label: 'See your requests', url: link('/requests') },
    ],
    footer: `You get this mail because you sent this request in ${organization}.`,
  };
}

function renewalWarning(warning: ContentOf<'renewal-warning'>, link: Link): Letter {
  const { organization, tool, toolSlug, endsAt, daysLeft, renews, price, bundle, currency, priceModel } = warning;
  const reason = bundle ? `, which is its price in ${bundle}` : ', which is its price today';
  const day = formatDate(endsAt);
  const period = [formatMoney(price, currency), priceModelSuffixes[priceModel]].join(' ').trim();
  const amount = [period, describeUsage(warning, currency)].filter(Boolean).join(', ');
  return {
    subject: `${tool} ${renews ? 'renews' : 'ends'} in ${daysLeft} days`,
    preview: renews ? `On ${day}, for ${amount}.` : `On ${day}. After that nobody can open it.`,
    heading: `${tool} ${renews ? 'renews' : 'ends'} on ${day}`,
    blocks: [
      {
        type: 'paragraph',
        text: renews
          ? `${tool} renews by itself on ${day}, and ${organization} pays ${amount} for it${reason}. To keep it there is nothing to do. To end it, cancel it before that day.`
          : `${organization} has ${tool} until ${day}. It does not renew: after that day nobody can open it. To keep it, switch renewal on before it ends.`,
      },
      {
        type: 'button',
        label: renews ? 'Keep or cancel it' : 'Switch renewal on',
        url: link(`/my-tools/${encodeURIComponent(toolSlug)}`),
      },
    ],
    footer: `You get this mail because you buy for ${organization}.`,
  };
}

function purchaseExpired(expired: ContentOf<'purchase-expired'>, link: Link): Letter {
  const { organization, tool, toolSlug, endedAt } = expired;
  return {
    subject: `${tool} has ended`,
    preview: `${organization} can buy it again at any time.`,
    heading: `${tool} has ended`,
    blocks: [
      {
        type: 'paragraph',
        text: `${organization} had ${tool} until ${formatDate(endedAt)}. It was not renewed, so nobody can open it any more. What was done with it is kept: buy it again, and go on where you were.`,
      },
      { type: 'button', label: `Buy ${tool} again`, url: link(`/tools/${encodeURIComponent(toolSlug)}`) },
    ],
    footer: `You get this mail because you buy for ${organization}.`,
  };
}

function marketReport(made: ContentOf<'market-report'>, link: Link): Letter {
  const { organization, report, reportId, insights } = made;
  return {
    subject: `New report: ${report}`,
    preview: insights[0] ?? 'It was made by its schedule.',
    heading: report,
    blocks: [
      { type: 'paragraph', text: `This report of ${organization} was made anew by its schedule.` },
      ...(insights.length > 0 ? [{ type: 'list' as const, items: insights }] : []),
      { type: 'button', label: 'Open the report', url: link(`/reid/reports/${reportId}`) },
    ],
    footer: `You get this mail because a schedule in ${organization} names you. Whoever made the report can take you off it.`,
  };
}

function refund({ creditNote, order }: ContentOf<'refund'>, link: Link): Letter {
  const total = formatMoney(creditNote.total, creditNote.currency);
  return {
    subject: `Credit note ${creditNote.number}: ${total} for order ${order.number}`,
    preview: `${isolateName(order.organization)} gets ${total} back.`,
    heading: `Credit note ${creditNote.number}`,
    blocks: [
      {
        type: 'paragraph',
        text: `${total} of order ${order.number}, placed for ${isolateName(order.organization)} on ${formatDate(order.placedAt)}, is refunded. ${
          creditNote.lines.length > 0
            ? 'What is refunded can no longer be opened.'
            : 'No tool ends with it: what you bought stays open.'
        }`,
      },
      {
        type: 'amounts',
        caption: 'What is refunded',
        rows: creditedRows(creditNote).map(({ name, amount }) => ({
          name,
          notes: [],
          amount: formatMoney(amount, creditNote.currency),
        })),
        totals: [{ label: 'Total refunded', amount: total, strong: true }],
      },
      {
        type: 'facts',
        facts: [
          { term: 'Credit note', details: [creditNote.number] },
          { term: 'Date', details: [formatDate(creditNote.issuedAt)] },
          { term: 'Reason', details: [creditNote.reason] },
          { term: 'For invoice', details: [order.invoiceNumber ?? order.number] },
          ...billingFacts(order),
        ],
      },
      { type: 'button', label: `Open order ${order.number}`, url: link(`/orders/${order.number}`) },
    ],
    footer: `You get this mail because you placed this order for ${isolateName(order.organization)} or its invoice goes to you.`,
  };
}

function invoiceReminder(reminder: ContentOf<'invoice-reminder'>, link: Link): Letter {
  const { order, daysLeft, suspendsOn, isSuspended } = reminder;
  const invoice = `Invoice ${order.invoiceNumber ?? order.number}`;
  const owed = formatMoney(amountOwed(order), order.currency);
  const due = order.dueOn ? formatDate(order.dueOn) : '';
  const state = isSuspended
    ? 'is not paid'
    : daysLeft > 0
      ? `is due in ${countWords(daysLeft, 'day')}`
      : daysLeft === 0
        ? 'is due today'
        : 'is overdue';
  const consequence = isSuspended
    ? 'It was not paid, so what it unlocked is suspended. Everything in it is kept, and it opens again as soon as the invoice is paid.'
    : daysLeft < 0
      ? `What is not paid by ${formatDate(suspendsOn)} is suspended that day.`
      : 'If you have paid it already, there is nothing to do.';
  return {
    subject: `${invoice} ${state}: ${owed}`,
    preview: isSuspended ? 'What it unlocked is suspended.' : `Due on ${due}.`,
    heading: `${invoice} ${state}`,
    blocks: [
      {
        type: 'paragraph',
        text: `${isolateName(order.organization)} owes ${owed} for order ${order.number}, due on ${due}. ${consequence} The invoice is attached and says how to pay.`,
      },
      orderAmounts(order),
      { type: 'button', label: 'Open the order', url: link(`/orders/${order.number}`) },
    ],
    footer: `You get this mail because you placed this order for ${isolateName(order.organization)} or its invoice goes to you.`,
  };
}

function paymentAbandoned({ number, organization, lines }: ContentOf<'payment-abandoned'>, link: Link): Letter {
  return {
    subject: `Order ${number} was not paid and is canceled`,
    preview: 'Nothing was charged.',
    heading: `Order ${number} is canceled`,
    blocks: [
      {
        type: 'paragraph',
        text: `Order ${number} for ${organization} waited for its payment by card, and none came. It is canceled: nothing was charged and nothing was unlocked.`,
      },
      { type: 'list', items: lines.map(({ name }) => name) },
      { type: 'paragraph', text: 'If you still want it, put it in your cart again and check out.' },
      { type: 'button', label: 'Browse tools', url: link('/tools') },
    ],
    footer: `You get this mail because you placed this order for ${organization}.`,
  };
}

/** Names of lines in a sentence. */
const nameLines = (lines: { name: string }[]) => summarizeNames(lines.map(({ name }) => name)) || 'nothing';
