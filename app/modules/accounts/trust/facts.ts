// What buyers are told at /trust. A test holds SECURITY.md to it (facts.test.ts): the threats named here are rows of its table, each with the tests
// that show it, and what is kept how long is said there in the same words.

/** A promise, and the rows of SECURITY.md's table that it rests on, by the threats they name. */
export interface Protection {
  title: string;
  text: string;
  threats: readonly [string, ...string[]];
}

/** What is protected how. */
export const protections: readonly Protection[] = [
  {
    title: 'Your organization’s data',
    text: 'The database itself decides, at every request and by the session, which organization’s rows are read and written. A page that forgot to ask would show nothing. What is kept for all visitors never holds anything of somebody who is signed in.',
    threats: [
      'reading or writing another organization’s rows',
      'addresses and forms with another organization’s ids',
      'a page of somebody kept and shown to others',
    ],
  },
  {
    title: 'Who may do what',
    text: 'Owners, admins, members and viewers have different rights. They are read in the moment something is written, so a role that was taken away ends at once. Taxes and receipts are shown to those who are named for them.',
    threats: ['a role taken away between page and form', 'taxes seen by colleagues'],
  },
  {
    title: 'Passwords and sessions',
    text: 'Passwords are kept as scrypt hashes only, the ten thousand commonest are refused, and guessing is slowed down. Of sessions and of links in mail only a hash is kept; links work once and for a limited time.',
    threats: ['guessing passwords', 'session fixation, replay after signing out', 'a stolen database'],
  },
  {
    title: 'Orders and money',
    text: 'An order is placed once however often its button is pressed, at the price that was shown, or not at all. Numbers of cards never come to us.',
    threats: [
      'charged twice: double clicks, replays, two buyers, lost answers',
      'another price than the one shown',
      'a payment that was never made',
    ],
  },
  {
    title: 'The record of changes',
    text: 'The database itself writes down who changed people, roles, orders, prices and settings, entry chained to entry by hashes. Owners and admins read and export what concerns your organization.',
    threats: ['an altered audit trail'],
  },
  {
    title: 'Files',
    text: 'What a file is, is read from its content, not from its name. It is kept under a random key below your organization’s own, and sent so that no browser runs it. A receipt that is evidence keeps its fingerprint.',
    threats: ['a hostile file', 'a file without its row, or of another organization', 'evidence that is altered later'],
  },
  {
    title: 'On the way, and at rest',
    text: 'Browsers reach the site over TLS only. Mail leaves over TLS with the server’s certificate checked. Secrets that you entrust to us, such as keys of your domain, are sealed for their row with a key that the database does not have. Neon and Cloudflare say that they encrypt all they store.',
    threats: ['listening on the way', 'a webhook that somebody else sends', 'mail in the name of a domain'],
  },
  {
    title: 'Mail to other people',
    text: 'Campaigns write to people who agreed, at most once each, and whoever leaves stays away until they say otherwise themselves.',
    threats: ['mail to who did not agree, left, or bounced', 'the same mail twice'],
  },
  {
    title: 'Your browser',
    text: 'A strict content security policy, cookies for this host alone, forms that only this site can send, and no script of anybody else’s.',
    threats: ['script in what people type', 'forms sent by another site'],
  },
  {
    title: 'What we run on',
    text: 'Every library has one version and fingerprint, listed in a software bill of materials that is made anew with the tests. Known weaknesses are looked up as a step of each release.',
    threats: ['a library that is not what it was, or has a known weakness'],
  },
];

/** How long something is kept, and what ends that time. */
export interface Retention {
  what: string;
  howLong: string;
}

/** What is kept how long: the table of SECURITY.md, row by row. */
export const retention: readonly Retention[] = [
  {
    what: 'Sessions',
    howLong: '7 days without use, 30 days at most; signing out ends them at once',
  },
  { what: 'Links to choose a password', howLong: '1 hour' },
  { what: 'Invitations', howLong: '7 days open; the entry stays until it is withdrawn or replaced' },
  { what: 'Counts of wrong passwords and of what is limited', howLong: '1 day, and 1 hour' },
  { what: 'The cart of a visitor without an account', howLong: '60 days, in the visitor’s own browser' },
  { what: 'Receipts that were removed', howLong: '30 days, in which they can be put back' },
  { what: 'Publishers’ files that were imported', howLong: '30 days' },
  { what: 'Files that no entry names', howLong: 'until the next day' },
  { what: 'Sign-ups to mailing lists that nobody confirmed', howLong: '31 days' },
  {
    what: 'What an organization keeps in its tools, such as contacts and expenses',
    howLong: 'until its people delete it',
  },
  { what: 'Who wants no more mail', howLong: 'kept as a keyed hash after the contact is erased' },
  { what: 'Orders, invoices and credit notes', howLong: 'kept' },
  { what: 'The audit trail', howLong: 'kept' },
  { what: 'Accounts and organizations', howLong: 'kept until you ask us to delete them' },
  { what: 'The log of requests, without what was typed or searched', howLong: '7 days, at Cloudflare' },
];

/** Someone else who handles data for this site. */
export interface Subprocessor {
  name: string;
  does: string;
  sees: string;
}

/** Which services the settings of this site name. */
export interface Services {
  /** The host of the mail server; undefined where mail is not sent. */
  mailServer: string | undefined;
  takesCards: boolean;
  sendsWithResend: boolean;
  /** The region of the database in its provider's words; undefined where it is not Neon's. */
  region: string | undefined;
}

/** Everybody who handles data for this site. */
export function listSubprocessors({ mailServer, takesCards, sendsWithResend, region }: Services): Subprocessor[] {
  const place = region === undefined ? '' : ` In ${region}.`;
  return [
    {
      name: 'Cloudflare',
      does: 'Answers requests, keeps files (R2) and the log, tells the addresses of webhooks (DNS).',
      sees: 'Everything on its way, and the files.',
    },
    { name: 'Neon', does: `Keeps the database.${place}`, sees: 'All data but the files.' },
    ...(mailServer === undefined
      ? []
      : [{ name: `The mail server ${mailServer}`, does: 'Delivers mail.', sees: 'Mail, and to whom it goes.' }]),
    ...(takesCards
      ? [
          {
            name: 'Stripe',
            does: 'Takes payments by card, on pages of its own.',
            sees: 'Cards; the buyer’s email; number, amount and content of the order.',
          },
        ]
      : []),
    ...(sendsWithResend
      ? [{ name: 'Resend', does: 'Delivers campaigns’ mail.', sees: 'That mail, and to whom it goes.' }]
      : []),
  ];
}

/**
 * The region in the host name of a Neon database: `ep-cool-darkness-123456.us-east-2.aws.neon.tech` is in us-east-2 of AWS.
 * @param address  a connection string
 */
export function readRegion(address: string): string | undefined {
  const [, region, cloud] = /\.([a-z0-9-]+)\.(aws|azure)\.neon\.tech$/.exec(new URL(address).hostname) ?? [];
  return region && cloud ? `${region} (${cloud === 'aws' ? 'AWS' : 'Azure'})` : undefined;
}
