import type { TextSection } from '~/components/layout/text-page.tsx';

/** What is done with data of persons, as `/privacy` tells it. Periods and other companies stand at `/trust`, made from the settings. */
export const privacySections: readonly TextSection[] = [
  {
    id: 'who',
    title: 'Who is responsible',
    paragraphs: [
      'The company that runs this site is; its name and address stand on every invoice. For the data that an organization enters about others, such as contacts, clients and payees, that organization is responsible, and we handle it on its behalf.',
    ],
    links: [{ href: '/contact', label: 'Write to us' }],
  },
  {
    id: 'what',
    title: 'What we keep of you, and why',
    paragraphs: ['We keep what running the site takes:'],
    points: [
      'your account: name, email, what signs you in (never the password itself), and where you are signed in: browser, country, last use;',
      'your part in organizations: roles, seats, requests, orders, and a record of who changed what;',
      'what you type or upload in the tools;',
      'billing details and invoices, which the law asks us to keep;',
      'messages you send us, as mail;',
      'counts against misuse, kept by a digest of your network address instead of the address.',
    ],
  },
  {
    id: 'not',
    title: 'What we do not do',
    paragraphs: [
      'We sell no data, show no advertising, and have no script of anybody else on our pages. What you enter trains no model.',
      'Under a published review stands the first word of your name at most, and nothing else about you.',
    ],
  },
  {
    id: 'cookies',
    title: 'Cookies',
    paragraphs: [
      'We set cookies only for what you do here: being signed in, knowing a browser again at sign-in, the cart of a visitor, a form or a page that waits while you sign in, and a message shown once. None follows you elsewhere, so there is no banner to click away.',
      'Your browser also remembers the order that you last chose for the tools. That is no cookie, and goes when you clear the data of this site.',
    ],
  },
  {
    id: 'campaigns',
    title: 'If an organization writes to you',
    paragraphs: [
      'Organizations send mail to people who agreed to it. Such a mail may count that it was opened or that a link in it was followed, for that organization. Every one of them has a link that ends it. Who sent it stands in the mail; ask them what they keep of you, or write to us, and we pass it on.',
    ],
  },
  {
    id: 'others',
    title: 'Who else handles it, and for how long',
    paragraphs: [
      'Companies that handle data for us, what each of them sees, where the data lies, and how long everything is kept, stand on one page that is made from the settings of this site.',
    ],
    links: [
      { href: '/trust#places', label: 'Who handles data' },
      { href: '/trust#retention', label: 'How long it is kept' },
    ],
  },
  {
    id: 'rights',
    title: 'Your rights',
    paragraphs: [
      'You see and correct what we keep of you under Your account, and delete your account there; then a pseudonym stands on what others need to see of the past. Owners export all data of their organization. For anything else, such as a copy of your data or an objection, write to us. You may also complain to the authority for data protection where you live.',
    ],
  },
];
