import type { Client } from 'pg';
import type { PartsOwner } from './campaign-parts.ts';
import { createSentEmail } from './sent-emails.ts';

/** An email that went out, with one message of each kind that has an address, and one whose test is under way. */
export async function createResultsParts(sql: Client, { organizationId, requesterId }: PartsOwner) {
  const sent = await createSentEmail(sql, { organizationId, personId: requesterId });
  const message = await sent.addDelivery('DELIVERED', { opened_at: new Date(), clicked_at: new Date() });
  const used = await sent.addDelivery('SENT', { unsubscribed_at: new Date() });
  await sql.query(
    `insert into suppressions (organization_id, email, reason) select organization_id, email, 'UNSUBSCRIBED' from email_deliveries where id = $1`,
    [used.id],
  );
  await sent.addDelivery('UNKNOWN');
  const tested = await createSentEmail(sql, {
    organizationId,
    personId: requesterId,
    values: {
      status: 'SENDING',
      sent_at: null,
      is_ab_test: true,
      ab_test_config: JSON.stringify({
        subject: 'Other subject',
        previewText: '',
        share: 50,
        waitHours: 4,
        by: 'CLICKS',
      }),
    },
  });
  await tested.addDelivery('SENT', { variant: 'A' });
  await tested.addDelivery('SENT', { variant: 'B' });
  await tested.addDelivery('QUEUED');
  return {
    sentEmail: sent.id,
    testedEmail: tested.id,
    unsubscribeToken: message.tokens.unsubscribe,
    usedUnsubscribeToken: used.tokens.unsubscribe,
    viewToken: message.tokens.view,
    linkCode: message.linkCode(1),
    openCode: message.openCode,
  };
}
