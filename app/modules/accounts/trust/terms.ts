import type { TextSection } from '~/components/layout/text-page.tsx';

/** The day from which the terms and the notice on privacy are as they stand here. */
export const inForceSince = '2026-11-30';

/** The terms of use, as `/terms` shows them. They promise what the rules of the database keep. */
export const terms: readonly TextSection[] = [
  {
    id: 'parties',
    title: 'Who these terms are between',
    paragraphs: [
      '“We” are the company that runs this site; its name and address stand on every invoice. “You” are the organization whose account it is, and each person who uses the site for it. Lotline is for businesses, not for consumers.',
      'Whoever creates an organization here, or orders for it, says that they may do so.',
    ],
  },
  {
    id: 'account',
    title: 'Your account',
    paragraphs: [
      'An account is one person’s. Keep what signs you in to yourself, and tell us when somebody else has learned it. Owners and admins decide who belongs to the organization, as what, and are answerable for what its people do here.',
    ],
  },
  {
    id: 'orders',
    title: 'Orders',
    paragraphs: [
      'You order at the price that the page shows when you press “Place order”. If anything of it changed meanwhile, nothing is ordered, and the page says what changed. An order is the use of the named tools by the organization, within the number of seats that the page of the tool names.',
      'An order is complete when its confirmation stands on the page. Its confirmation and invoice also come by mail.',
    ],
  },
  {
    id: 'payment',
    title: 'Prices and payment',
    paragraphs: [
      'Invoices are due 30 days after their date. Taxes are shown on the invoice where they apply.',
      '14 days after the due date we may suspend what is not paid. Your data stays, and you may export it meanwhile. Once the invoice is paid, everything opens again.',
    ],
  },
  {
    id: 'term',
    title: 'Renewal and cancelling',
    paragraphs: [
      'What is paid per month, per year or by use renews for the same period until you switch renewal off or cancel. It renews at the price of that day, or at your bundle’s rate of it while the bundle is complete; we mail you date and price 14 and 3 days before. Further units of a tool that is paid by use are billed at the end of each period.',
      'An unpaid first order may be cancelled within 14 days, once a year for each tool, as long as nothing of it was used. A purchase that is paid may be ended at any time; nothing is paid back for the rest of its period, unless we owe you a refund by law.',
    ],
  },
  {
    id: 'use',
    title: 'What is not allowed',
    paragraphs: ['You may not use the site'],
    points: [
      'to break the law, or the rights of others, such as fair-housing and privacy rules;',
      'to write to people who did not agree to it, or have said that they want no more mail;',
      'to upload anything harmful, or to get around limits or the protection of other organizations’ data;',
      'to resell it, or to copy the data of publishers beyond what their licence allows.',
    ],
  },
  {
    id: 'data',
    title: 'Your data',
    paragraphs: [
      'What you enter belongs to you. We handle it to run the site for you, and for nothing else. Where you enter data of other people, such as contacts, you are responsible for being allowed to, and we handle it on your behalf and by your instructions.',
    ],
    links: [
      { href: '/privacy', label: 'Privacy' },
      { href: '/trust', label: 'Security, and who handles data for us' },
    ],
  },
  {
    id: 'advice',
    title: 'No advice',
    paragraphs: [
      'Estimates of taxes, prices and returns are computed from what you and publishers entered. They are no tax, legal or investment advice. Check them before you rely on them.',
    ],
  },
  {
    id: 'liability',
    title: 'What we answer for',
    paragraphs: [
      'We run the site with care, and do not promise that it is never interrupted or free of errors. As far as the law allows, we are not liable for lost profit or for indirect damage, and in all for no more than you paid us in the 12 months before. What the law does not let us limit stays unlimited.',
    ],
  },
  {
    id: 'end',
    title: 'Ending, and changes',
    paragraphs: [
      'An owner may close the organization at any time. We may close one that breaks these terms, after telling its owners, unless the law or the safety of others asks for it at once.',
      'We announce a change of these terms by mail to owners 30 days before it counts. Whoever does not agree may close the organization until then. The law of the place where we have our seat applies.',
    ],
  },
];
