import type { Client } from 'pg';
import { createOrganization, type SubscriptionTier, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createSentEmail } from '../factories/sent-emails.ts';

/** An organization whose OWNER, ADMIN and MEMBER have a seat in Campaigns. */
export async function createSenders(sql: Client, tier: SubscriptionTier = 'ELITE'): Promise<TestOrganization> {
  const organization = await createOrganization(sql, { tier });
  await unlockModules(sql, organization);
  return organization;
}

/** An email of the organization's MEMBER that began an hour ago. */
export function createEmail(sql: Client, organization: TestOrganization, values: Record<string, unknown> = {}) {
  return createSentEmail(sql, { organizationId: organization.id, personId: organization.member.id, values });
}

/** The A/B test of such an email. */
export const abTest = {
  status: 'SENDING',
  sent_at: null,
  is_ab_test: true,
  ab_test_config: JSON.stringify({ subject: 'Other', previewText: '', share: 50, waitHours: 4, by: 'CLICKS' }),
};

/** What is known of a message and its person. */
export async function readDelivery(sql: Client, id: string) {
  return only(
    await sql.query<{
      status: string;
      isOpened: boolean;
      isMachineOpened: boolean;
      isClicked: boolean;
      isUnsubscribed: boolean;
      events: { kind: string; link: number | null; verdict: string | null; isMachine: boolean }[];
    }>(
      `select status::text, opened_at is not null as "isOpened", machine_opened_at is not null as "isMachineOpened",
         clicked_at is not null as "isClicked", unsubscribed_at is not null as "isUnsubscribed",
         coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'link', link_number, 'verdict', verdict, 'isMachine', is_machine)
           order by kind, link_number) from email_events event where event.delivery_id = delivery.id), '[]') as events
       from email_deliveries delivery where id = $1`,
      [id],
    ),
  );
}

/** Everything of the ledger that breaks a rule; there is nothing. */
export async function findBrokenRules(sql: Client, emailId: string) {
  return (await sql.query('select rule, detail from app.verify_ledger($1)', [emailId])).rows;
}
