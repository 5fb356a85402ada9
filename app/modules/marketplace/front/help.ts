import type { TextSection } from '~/components/layout/text-page.tsx';

/** How Lotline works, from choosing to leaving, as `/help` tells it. Amounts and periods are those of marketplace.md. */
export const helpSections: readonly TextSection[] = [
  {
    id: 'choosing',
    title: 'Choose and compare',
    paragraphs: [
      'Search the catalog, or narrow it by category, part of the business and price. The page of a tool says what it does, what it works with, what it costs and how often, and how many people may use it.',
      'A bundle is several tools at a lower price. Its page names each tool with its own price, and what you save. What you own already is credited.',
    ],
    links: [
      { href: '/tools', label: 'All tools' },
      { href: '/bundles', label: 'All bundles' },
      { href: '/bundles/compare', label: 'Compare bundles' },
    ],
  },
  {
    id: 'buying',
    title: 'Who buys, and how',
    paragraphs: [
      'You fill a cart with or without an account. Tools belong to an organization, so whoever orders needs an account in one, and a confirmed email.',
    ],
    points: [
      'Owners and admins place orders.',
      'Members send the cart as a request, and an owner or admin decides.',
      'Viewers look on: they see orders, tools and the modules, and change nothing.',
      'Some tools need a plan. Until your organization has it, they cannot be ordered.',
    ],
    links: [{ href: '/plans', label: 'Plans, and what each may buy' }],
  },
  {
    id: 'seats',
    title: 'Seats',
    paragraphs: [
      'Some tools are for everybody in the organization, others for a number of people: their seats. Owners and admins give seats and take them away, under My tools. A seat that is taken away is free for somebody else at once.',
    ],
  },
  {
    id: 'paying',
    title: 'Prices, invoices and payment',
    paragraphs: [
      'A price says how often it is due: once, per month, per year, or by use. The cart shows what is due today, and what follows and when.',
      'By invoice, everything is open at once and payable within 30 days. Unpaid invoices may sum to $1,000 until an order was paid, then to $5,000. By card, where this site takes cards, everything opens when the payment has arrived.',
      'Before an invoice is due, and when it is late, a mail reminds you. 14 days after the due date, what is not paid is suspended. What you entered stays, and everything opens again as soon as the invoice is paid.',
    ],
  },
  {
    id: 'renewing',
    title: 'Renewal, cancelling and refunds',
    paragraphs: [
      'What is paid per month, per year or by use renews by itself. 14 and 3 days before, a mail names the date and the price. Switch renewal off to keep a tool until its period ends, or cancel it at once, for which nothing is paid back.',
      'You may cancel an unpaid first order within 14 days, once a year for each tool, as long as nothing of it was used. After that, write to us: refunds are decided by a person, and come with a credit note.',
    ],
  },
  {
    id: 'account',
    title: 'Sign-in and security',
    paragraphs: [
      'Add an authenticator app or a passkey to your account, and see where you are signed in. An organization can require a second factor of its people. Forgot your password? A link by mail lets you choose another one.',
    ],
    links: [
      { href: '/forgot-password', label: 'Choose a new password' },
      { href: '/trust', label: 'What is protected, and how' },
    ],
  },
  {
    id: 'leaving',
    title: 'Your data, and leaving',
    paragraphs: [
      'Owners export everything that belongs to their organization, at any time. Closing an organization can be taken back for 30 days. You delete your own account yourself, under Your account.',
    ],
    links: [{ href: '/privacy', label: 'What is kept of you, and for how long' }],
  },
];
