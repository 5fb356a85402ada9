/** Something that is kept for a time, in words: a row of the table in SECURITY.md. */
interface Period {
  what: string;
  kept: string;
}

/** What the schedule removes in the database, by the keys that `app.apply_retention` answers with. */
export const retainedRows = {
  invitations: { what: 'Invitations', kept: '90 days after they were accepted or ran out' },
  sentMail: { what: 'Content and recipient of sent mail', kept: '90 days; of an alert, its name and recipient stay for the link that stops it' },
  paymentEvents: { what: 'References of payment events', kept: '400 days' },
} as const satisfies Record<string, Period>;

/** What the same task removes otherwise. */
const retainedOtherwise: readonly Period[] = [
  { what: 'Everything of a closed organization but what the next row names', kept: '30 days after an owner closed it' },
  { what: 'Its orders, invoices and credit notes', kept: '7 years after it closed, as tax law asks' },
  { what: 'Receipts that were taken off', kept: '30 days' },
  { what: 'Sign-ups to mail that nobody confirmed', kept: '31 days' },
  { what: 'Files that nothing names', kept: 'a day' },
  { what: 'Sessions', kept: '7 days without use, 30 days in all' },
  { what: 'Links to choose a new password', kept: 'one hour' },
  { what: 'Counts of limited acts, and failures to sign in', kept: 'an hour, and a day' },
];

/** What has no end of its own. */
const keptWithItsOwner: readonly Period[] = [
  { what: 'Accounts', kept: 'until their person deletes them; then a pseudonym stands on what they did' },
  { what: 'Data of an organization, its audit trail included', kept: 'until an owner closes it' },
];

/** Every row of the table, in its order. */
export const retentionPeriods: readonly Period[] = [...keptWithItsOwner, ...retainedOtherwise, ...Object.values(retainedRows)];
