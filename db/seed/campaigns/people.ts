import type { contactConsents, contacts, suppressions } from '../../schema/index.ts';
import { addDays, type Day, noonOf } from '../days.ts';

export const label = 'Demo data';
const contactCount = 40;

/** How a contact stands, by its place among the forty. */
export type Standing = 'AGREED' | 'IMPLIED' | 'EXPIRED' | 'NEVER_ASKED' | 'UNSUBSCRIBED' | 'BOUNCED';

/** Six in ten agreed; of the others there is one of each kind. */
export function standingOf(index: number): Standing {
  if (index === 13) return 'BOUNCED';
  const kinds = { 6: 'IMPLIED', 7: 'EXPIRED', 8: 'NEVER_ASKED', 9: 'UNSUBSCRIBED' } as const;
  const last = index % 10;
  return last === 6 || last === 7 || last === 8 || last === 9 ? kinds[last] : 'AGREED';
}

const zones = ['America/Chicago', 'America/New_York', 'America/Los_Angeles', null] as const;

/** Forty made-up contacts, who came 200 days ago. */
export const makeContacts = (organizationId: string, today: Day): (typeof contacts.$inferInsert)[] =>
  Array.from({ length: contactCount }, (_, index) => ({
    organizationId,
    name: `Demo contact ${index + 1}`,
    email: `demo.contact.${index + 1}@example.test`,
    tags: [index % 3 === 0 ? 'seller' : 'buyer'],
    notes: label,
    timeZone: zones[index % zones.length] ?? null,
    createdAt: noonOf(addDays(today, -200)),
  }));

/** When those left who did, the day after the demo's email. */
const leftOn = (today: Day) => noonOf(addDays(today, -29));

/** What each contact said, and how that is known. */
export function makeConsents(
  organizationId: string,
  people: readonly { id: string; email: string }[],
  recordedBy: string,
  today: Day,
) {
  return people.flatMap(({ id: contactId, email }, index): (typeof contactConsents.$inferInsert)[] => {
    const standing = standingOf(index);
    if (standing === 'NEVER_ASKED') return [];
    const granted = {
      organizationId,
      contactId,
      email,
      isGranted: true,
      source: 'Demo sign-up form',
      wording: 'Yes, send me the demo newsletter.',
      recordedBy,
      recordedAt: noonOf(addDays(today, -199)),
    };
    if (standing === 'IMPLIED' || standing === 'EXPIRED') {
      const expiresAt = noonOf(addDays(today, standing === 'IMPLIED' ? 400 : -60));
      return [{ ...granted, source: 'Demo inquiry by telephone', wording: null, expiresAt }];
    }
    if (standing !== 'UNSUBSCRIBED') return [granted];
    // The person did it: nobody recorded it for them.
    const withdrawn = { ...granted, isGranted: false, source: 'Unsubscribe link', wording: null, recordedBy: null };
    return [granted, { ...withdrawn, recordedAt: leftOn(today) }];
  });
}

/** The addresses that get nothing any more, since the demo's email came back or was answered. */
export const makeSuppressions = (organizationId: string, people: readonly { email: string }[], today: Day) =>
  people.flatMap(({ email }, index): (typeof suppressions.$inferInsert)[] => {
    const standing = standingOf(index);
    if (standing !== 'UNSUBSCRIBED' && standing !== 'BOUNCED') return [];
    return [{ organizationId, email, reason: standing, note: label, createdAt: leftOn(today) }];
  });
