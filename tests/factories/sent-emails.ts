import { createHash, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import {
  type DeliveryTokens,
  makeDeliveryTokens,
  nameSecret,
} from '../../app/modules/campaigns/tokens/tokens.server.ts';
import { makeTrackingCode } from '../../app/modules/campaigns/tokens/tracking-codes.server.ts';
import { trackingSecret } from '../setup/worker.ts';
import { insertRow } from './module-rows.ts';

type Values = Record<string, unknown>;
type DeliveryStatus =
  | 'QUEUED'
  | 'SENDING'
  | 'SENT'
  | 'DELIVERED'
  | 'BOUNCED'
  | 'COMPLAINED'
  | 'FAILED'
  | 'SKIPPED'
  | 'UNKNOWN';

/** A row of the ledger, with what its message carries. */
export interface TestDelivery {
  id: string;
  contactId: string;
  email: string;
  tokens: DeliveryTokens;
  openCode: string;
  linkCode: (link: number) => string;
}

/** An email that was started, as the ledger has it. */
export interface TestEmail {
  id: string;
  /** The list that it went to. */
  listId: string;
  campaignId: string;
  /** Adds a contact of the list and what became of their message. */
  addDelivery(status: DeliveryStatus, values?: Values): Promise<TestDelivery>;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** What an email with two links is compiled to. */
const compiledEmail = {
  version: 1,
  variants: {
    A: {
      subject: ['Houses'],
      html: [
        '<!doctype html><html lang="en"><head><title>Houses</title></head><body><main><h1>Houses</h1><p>Dear ',
        { tag: 'first_name', fallback: 'neighbor', as: 'html' },
        '</p><p><a href="',
        { link: 1 },
        '">See the houses</a> <a href="',
        { link: 2 },
        '">See the map</a></p><p><a href="',
        { tag: 'unsubscribe_url', fallback: '', as: 'attribute' },
        '">Unsubscribe</a></p></main>',
        { pixel: true },
        '</body></html>',
      ],
      text: ['Dear ', { tag: 'first_name', fallback: 'neighbor', as: 'text' }],
    },
  },
};

/** Whether a message in this state was handed to a mail server. */
const isHandedOver = (status: DeliveryStatus) => !['QUEUED', 'SKIPPED'].includes(status);
/** Whether a mail server took it. */
const isTaken = (status: DeliveryStatus) => ['SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED'].includes(status);

/**
 * Makes an email that began an hour ago, with two links and a list; nobody got it yet. Its totals follow from the deliveries that are added.
 * @param values  of the row of the email, beside those of one that has gone out
 */
export async function createSentEmail(
  sql: Client,
  { organizationId, personId, values = {} }: { organizationId: string; personId: string; values?: Values },
): Promise<TestEmail> {
  const unique = randomUUID().slice(0, 8);
  await sql.query(
    `insert into campaign_settings (organization_id, postal_address) values ($1, '1 Lake Street, Chicago') on conflict do nothing`,
    [organizationId],
  );
  const campaign = await insertRow(sql, 'campaigns', {
    organization_id: organizationId,
    name: 'Spring',
    slug: `spring-${unique}`,
    type: 'EMAIL_MARKETING',
    created_by: personId,
  });
  const list = await insertRow(sql, 'contact_lists', { organization_id: organizationId, name: `Buyers ${unique}` });
  const hourAgo = new Date(Date.now() - 3_600_000);
  const email = await insertRow(sql, 'email_campaigns', {
    organization_id: organizationId,
    campaign_id: campaign.id,
    name: 'Houses of spring',
    subject: 'Houses',
    from_name: 'Harbor',
    from_email: 'news@people.test',
    created_by: personId,
    status: 'SENT',
    started_at: hourAgo,
    queued_all_at: hourAgo,
    sent_at: new Date(),
    compiled: JSON.stringify(compiledEmail),
    snapshot: JSON.stringify({
      isTracked: true,
      organizationName: 'Harbor Realty',
      audience: { lists: [list.id], segments: [], excludedLists: [] },
    }),
    recipient_lists: [list.id],
    ...values,
  });
  const id = String(email.id);
  for (const [index, url] of ['https://example.org/houses?a=1', 'https://example.org/map'].entries())
    await insertRow(sql, 'email_links', {
      organization_id: organizationId,
      email_campaign_id: id,
      number: index + 1,
      url,
      label: index === 0 ? 'See the houses' : 'See the map',
    });

  return {
    id,
    listId: String(list.id),
    campaignId: String(campaign.id),
    async addDelivery(status, given = {}) {
      const address = `${randomUUID().slice(0, 12)}@people.test`;
      const contact = await insertRow(sql, 'contacts', {
        organization_id: organizationId,
        name: 'Ann Lee',
        email: address,
        created_at: new Date(Date.now() - 86_400_000),
      });
      await insertRow(sql, 'contact_list_members', {
        organization_id: organizationId,
        list_id: list.id,
        contact_id: contact.id,
        created_at: new Date(Date.now() - 86_400_000),
      });
      const claimId = randomUUID();
      const tokens = makeDeliveryTokens(trackingSecret, claimId, 0);
      const earlier = new Date(Date.now() - 600_000);
      const { rows } = await sql.query<{ hash: string }>('select app.hash_recipient($1, $2) as hash', [
        organizationId,
        address,
      ]);
      const delivery = await insertRow(sql, 'email_deliveries', {
        organization_id: organizationId,
        email_campaign_id: id,
        contact_id: contact.id,
        email: address,
        recipient_hash: rows[0]?.hash,
        domain_group: 'people.test',
        status,
        ...(isHandedOver(status) && {
          attempts: 1,
          claim_id: claimId,
          claim_place: 0,
          handed_over_at: earlier,
          first_handed_over_at: earlier,
          merge_values: JSON.stringify({ name: 'Ann Lee', email: address, organization: 'Harbor Realty' }),
          secret_version: nameSecret(trackingSecret),
          unsubscribe_token_hash: hash(tokens.unsubscribe),
          view_token_hash: hash(tokens.view),
          bounce_token_hash: hash(tokens.bounce),
        }),
        ...(status === 'SENDING' && { lease_until: new Date(Date.now() + 120_000) }),
        ...(isTaken(status) && { sent_at: earlier }),
        ...(status === 'DELIVERED' && { delivered_at: earlier }),
        ...(status === 'BOUNCED' && { bounced_at: earlier }),
        ...(status === 'COMPLAINED' && { complained_at: earlier }),
        ...given,
      });
      await sql.query('update email_campaigns set recipient_count = recipient_count + 1 where id = $1', [id]);
      const deliveryId = String(delivery.id);
      return {
        id: deliveryId,
        contactId: String(contact.id),
        email: address,
        tokens,
        openCode: makeTrackingCode(trackingSecret, { deliveryId, purpose: 'OPEN', link: 0 }),
        linkCode: (link) => makeTrackingCode(trackingSecret, { deliveryId, purpose: 'LINK', link }),
      };
    },
  };
}
