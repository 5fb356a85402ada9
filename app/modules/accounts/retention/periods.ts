/** Something that is kept for a time, in words: a row of the tables in SECURITY.md and at /trust. */
export interface Period {
  what: string;
  /** How long, and what ends that time. */
  kept: string;
}

/** What the schedule removes in the database, by the keys that `app.apply_retention` answers with. */
export const retainedRows = {
  invitations: { what: 'Invitations', kept: '7 days open; the entry goes 90 days after they were accepted or ran out' },
  sentMail: {
    what: 'Content and recipient of sent mail',
    kept: '90 days; of an alert, its name and recipient stay for the link that stops it',
  },
  paymentEvents: { what: 'References of payment events', kept: '400 days' },
} as const satisfies Record<string, Period>;

/** What the same task removes otherwise. */
const retainedOtherwise: readonly Period[] = [
  {
    what: 'Everything of a closed organization but what the next row names',
    kept: '30 days after an owner closed it',
  },
  { what: 'Its orders, invoices and credit notes', kept: '7 years after it closed, as tax law asks' },
  { what: 'Sessions', kept: '7 days without use, 30 days at most; signing out ends them at once' },
  { what: 'Browsers that signed in', kept: '180 days without use' },
  {
    what: 'Links and codes of mail',
    kept: '15 minutes to sign in, 30 minutes to confirm an email, 1 hour to choose a password',
  },
  { what: 'Questions about an email that nobody answered, and mail that waits for them', kept: '30 days' },
  { what: 'Second factors that nobody finished setting up', kept: '1 day' },
  { what: 'Counts of wrong passwords and of what is limited', kept: '1 day, and 1 hour' },
  { what: 'Receipts that were removed', kept: '30 days, in which they can be put back' },
  { what: 'Publishers’ files that were imported', kept: '30 days' },
  { what: 'Files that no entry names', kept: 'until the next day' },
  { what: 'Sign-ups to mailing lists that nobody confirmed', kept: '31 days' },
];

/** What somebody else removes, or nobody. */
const keptElsewhere: readonly Period[] = [
  { what: 'The cart of a visitor without an account', kept: '60 days, in the visitor’s own browser' },
  { what: 'The log of requests, without what was typed or searched', kept: '7 days, at Cloudflare' },
  { what: 'Who wants no more mail', kept: 'kept as a keyed hash after the contact is erased' },
];

/** What has no end of its own. */
const keptWithItsOwner: readonly Period[] = [
  { what: 'Accounts', kept: 'until their person deletes them; then a pseudonym stands on what they did' },
  {
    what: 'Data of an organization, its audit trail included',
    kept: 'until its people delete it, or an owner closes it',
  },
];

/** Every row of the table, in its order. */
export const retentionPeriods: readonly Period[] = [
  ...keptWithItsOwner,
  ...retainedOtherwise,
  ...Object.values(retainedRows),
  ...keptElsewhere,
];
