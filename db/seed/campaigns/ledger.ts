import { createHash } from 'node:crypto';
import type { emailDeliveries, emailEvents } from '../../schema/index.ts';
import { addDays, type Day, noonOf } from '../days.ts';
import type { Random } from '../random.ts';
import { type Standing, standingOf } from './people.ts';

/** Somebody of the audience, with their place among the demo's contacts. */
export interface Recipient {
  id: string;
  email: string;
  index: number;
}

interface Going {
  organizationId: string;
  emailCampaignId: string;
  /** Keys the hashes of addresses. */
  recipientKey: string;
  today: Day;
  /** Days ago that it went out. */
  days: number;
  isAbTest: boolean;
  random: Random;
}

const refusals = { NEVER_ASKED: 'NO_CONSENT', EXPIRED: 'CONSENT_EXPIRED' } as const;

/** Why somebody got nothing; undefined where they did. Who left or came back later than that may still have got it. */
function findRefusal(standing: Standing, days: number): string | undefined {
  if (standing === 'NEVER_ASKED' || standing === 'EXPIRED') return refusals[standing];
  return (standing === 'UNSUBSCRIBED' || standing === 'BOUNCED') && days < 29 ? 'SUPPRESSED' : undefined;
}

/** A row of the ledger for everybody of the audience: what became of their message, or why there is none. */
export function makeDeliveries(recipients: readonly Recipient[], going: Going) {
  const { organizationId, emailCampaignId, recipientKey, today, days, isAbTest, random } = going;
  const handedOverAt = noonOf(addDays(today, -days));
  const later = (hours: number) => new Date(handedOverAt.getTime() + hours * 3_600_000);
  return recipients.map(({ id, email, index }, place): typeof emailDeliveries.$inferInsert => {
    const standing = standingOf(index);
    const reason = findRefusal(standing, days);
    const row = {
      organizationId,
      emailCampaignId,
      contactId: id,
      email,
      recipientHash: createHash('sha256')
        .update(recipientKey + email)
        .digest('hex'),
      domainGroup: 'example.test',
      createdAt: handedOverAt,
      variant: isAbTest ? (['A', 'B', 'A', 'A'] as const)[place % 4] : undefined,
    };
    if (reason !== undefined) return { ...row, status: 'SKIPPED', reason };
    const sent = {
      ...row,
      attempts: 1,
      firstHandedOverAt: handedOverAt,
      handedOverAt,
      sentAt: later(0.01),
      providerMessageId: `demo-${place}`,
    };
    if (standing === 'BOUNCED')
      return { ...sent, status: 'BOUNCED', bouncedAt: later(0.1), reason: 'Demo: 5.1.1, there is no such mailbox.' };
    const opened = standing === 'UNSUBSCRIBED' || random.chance(0.45);
    return {
      ...sent,
      status: 'DELIVERED',
      deliveredAt: later(0.02),
      openedAt: opened ? later(random.number(0.1, 20)) : undefined,
      machineOpenedAt: random.chance(0.3) ? later(0.05) : undefined,
      clickedAt: opened && random.chance(0.4) ? later(random.number(20, 23)) : undefined,
      unsubscribedAt: standing === 'UNSUBSCRIBED' ? later(24) : undefined,
    };
  });
}

/** What is known of messages beside their rows: each opening, click and unsubscription. */
export function makeEvents(deliveries: readonly (typeof emailDeliveries.$inferSelect)[]) {
  return deliveries.flatMap((delivery): (typeof emailEvents.$inferInsert)[] => {
    const { organizationId, id: deliveryId, openedAt, machineOpenedAt, clickedAt, unsubscribedAt } = delivery;
    const row = { organizationId, deliveryId };
    return [
      ...(machineOpenedAt
        ? [{ ...row, kind: 'OPEN' as const, isMachine: true, verdict: 'Demo: a program', occurredAt: machineOpenedAt }]
        : []),
      ...(openedAt ? [{ ...row, kind: 'OPEN' as const, occurredAt: openedAt }] : []),
      ...(clickedAt ? [{ ...row, kind: 'CLICK' as const, linkNumber: 1, occurredAt: clickedAt }] : []),
      ...(unsubscribedAt ? [{ ...row, kind: 'UNSUBSCRIBE' as const, occurredAt: unsubscribedAt }] : []),
    ];
  });
}
