import { and, eq, type SQLWrapper, sql } from 'drizzle-orm';
import { callFunction, type Row } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { campaigns, emailCampaigns, emailDeliveries, emailEvents, emailLinks } from '#db/schema/index.ts';
import type { RecipientPlace } from './filters.ts';
import { shownHours } from './hours.ts';
import { isOutcome, type RecipientFilter } from './outcomes.ts';

export const recipientsPerPage = 50;
/** Links that the page shows. */
const mostLinks = 100;

const momentOrNone = (column: SQLWrapper) =>
  sql<string | null>`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** What the tier of the viewer's organization adds from GROWTH on: hours, and the links of each recipient. */
const hasGrowth = sql`(select subscription_tier >= 'GROWTH' from organizations where id = app.current_organization_id())`;

/** An email with its totals, for the page of its results. */
export function findSentEmail(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: emailCampaigns.id,
      name: emailCampaigns.name,
      subject: emailCampaigns.subject,
      status: emailCampaigns.status,
      createdBy: emailCampaigns.createdBy,
      campaign: campaigns.name,
      campaignSlug: campaigns.slug,
      hasGrowth: sql<boolean>`${hasGrowth}`,
      isTracked: sql<boolean>`coalesce((${emailCampaigns.snapshot} ->> 'isTracked')::boolean, false)`,
      recipientCount: emailCampaigns.recipientCount,
      startedAt: momentOrNone(emailCampaigns.startedAt),
      sentAt: momentOrNone(emailCampaigns.sentAt),
      queuedAllAt: momentOrNone(emailCampaigns.queuedAllAt),
      cancelledAt: momentOrNone(emailCampaigns.cancelledAt),
      pausedReason: emailCampaigns.pausedReason,
      failedReason: emailCampaigns.failedReason,
      totalSent: emailCampaigns.totalSent,
      totalDelivered: emailCampaigns.totalDelivered,
      totalOpened: emailCampaigns.totalOpened,
      totalMachineOpened: emailCampaigns.totalMachineOpened,
      totalClicked: emailCampaigns.totalClicked,
      totalBounced: emailCampaigns.totalBounced,
      totalUnsubscribed: emailCampaigns.totalUnsubscribed,
      totalComplained: emailCampaigns.totalComplained,
      totalFailed: emailCampaigns.totalFailed,
      totalSkipped: emailCampaigns.totalSkipped,
      totalUnknown: emailCampaigns.totalUnknown,
      isAbTest: emailCampaigns.isAbTest,
      abSubject: sql<string | null>`${emailCampaigns.abTestConfig} ->> 'subject'`,
      abMeasure: sql<string | null>`${emailCampaigns.abTestConfig} ->> 'by'`,
      abWinner: emailCampaigns.abWinner,
      abDecidedAt: momentOrNone(emailCampaigns.abDecidedAt),
      abReason: emailCampaigns.abReason,
    })
    .from(emailCampaigns)
    .innerJoin(
      campaigns,
      and(eq(campaigns.organizationId, emailCampaigns.organizationId), eq(campaigns.id, emailCampaigns.campaignId)),
    )
    .where(eq(emailCampaigns.id, id));
}
/** An email on the page of its results. */
export type SentEmail = Awaited<ReturnType<typeof findSentEmail>>[number];

/** The links of an email, with the people who clicked each and how often, once a minute. */
export function listClickedLinks(handle: QueryHandle, emailId: string) {
  return handle
    .select({
      number: sql<number>`number`,
      url: sql<string>`url`,
      label: sql<string>`label`,
      people: sql<number>`people`,
      clicks: sql<number>`clicks`,
    })
    .from(
      sql`(
        select link.number, link.url, link.label, coalesce(clicked.people, 0) as people, coalesce(clicked.clicks, 0) as clicks
        from ${emailLinks} link
        left join (
          select event.link_number as number, count(distinct event.delivery_id)::integer as people, count(*)::integer as clicks
          from ${emailDeliveries} delivery
          join ${emailEvents} event on event.organization_id = delivery.organization_id and event.delivery_id = delivery.id
          where delivery.email_campaign_id = ${emailId} and delivery.clicked_at is not null and event.kind = 'CLICK' and not event.is_machine
          group by event.link_number
        ) clicked on clicked.number = link.number
        where link.email_campaign_id = ${emailId}
        order by link.number limit ${mostLinks}
      ) as links`,
    )
    .orderBy(sql`number`);
}
export type ClickedLink = Awaited<ReturnType<typeof listClickedLinks>>[number];

/** How many people first opened and first clicked an email in each hour from its start; nothing below GROWTH. */
export function listHours(handle: QueryHandle, emailId: string) {
  return handle
    .select({ hour: sql<number>`hour`, opened: sql<number>`opened`, clicked: sql<number>`clicked` })
    .from(
      sql`(
        select passed.hour, (count(*) filter (where act.kind = 'OPEN'))::integer as opened, (count(*) filter (where act.kind = 'CLICK'))::integer as clicked
        from ${emailCampaigns} email
        join ${emailDeliveries} delivery on delivery.organization_id = email.organization_id and delivery.email_campaign_id = email.id
        cross join lateral (values ('OPEN', delivery.opened_at), ('CLICK', delivery.clicked_at)) act (kind, at)
        cross join lateral (select greatest(0, floor(extract(epoch from act.at - email.started_at) / 3600))::integer as hour) passed
        where email.id = ${emailId} and delivery.email_campaign_id = ${emailId} and act.at is not null and passed.hour < ${shownHours} and ${hasGrowth}
        group by passed.hour
      ) as hours`,
    )
    .orderBy(sql`hour`);
}
export type CountedHour = Awaited<ReturnType<typeof listHours>>[number];

/**
 * What each half of an A/B test counted, and who waits for its end (variant null). Once it is decided, those who got the winner afterwards are no
 * part of it.
 */
export function countVariants(handle: QueryHandle, emailId: string) {
  return handle
    .select({
      variant: sql<'A' | 'B' | null>`variant`,
      delivered: sql<number>`delivered`,
      opened: sql<number>`opened`,
      clicked: sql<number>`clicked`,
      waiting: sql<number>`waiting`,
    })
    .from(
      sql`(
        select delivery.variant,
          (count(*) filter (where delivery.status in ('SENT', 'DELIVERED', 'COMPLAINED')))::integer as delivered,
          (count(*) filter (where delivery.status in ('SENT', 'DELIVERED', 'COMPLAINED') and delivery.opened_at is not null))::integer as opened,
          (count(*) filter (where delivery.status in ('SENT', 'DELIVERED', 'COMPLAINED') and delivery.clicked_at is not null))::integer as clicked,
          (count(*) filter (where delivery.status = 'QUEUED'))::integer as waiting
        from ${emailCampaigns} email
        join ${emailDeliveries} delivery on delivery.organization_id = email.organization_id and delivery.email_campaign_id = email.id
        where email.id = ${emailId} and email.is_ab_test
          and (email.ab_decided_at is null or delivery.variant is null or delivery.handed_over_at < email.ab_decided_at)
        group by delivery.variant
      ) as variants`,
    )
    .orderBy(sql`variant`);
}
export type CountedVariant = Awaited<ReturnType<typeof countVariants>>[number];

/** The numbers of the links that a recipient clicked; none below GROWTH. */
const clickedLinks = sql<number[]>`case when ${hasGrowth} and email_deliveries.clicked_at is not null then array(
  select distinct event.link_number::integer from ${emailEvents} event
  where event.organization_id = email_deliveries.organization_id and event.delivery_id = email_deliveries.id
    and event.kind = 'CLICK' and not event.is_machine order by event.link_number::integer) else '{}'::integer[] end`;

function conditionOf(filter: RecipientFilter | null) {
  if (filter === null) return undefined;
  if (isOutcome(filter)) return eq(emailDeliveries.status, filter);
  switch (filter) {
    case 'OPENED':
      return sql`${emailDeliveries.openedAt} is not null`;
    case 'CLICKED':
      return sql`${emailDeliveries.clickedAt} is not null`;
    case 'UNSUBSCRIBED':
      return sql`${emailDeliveries.unsubscribedAt} is not null`;
  }
}

/** Recipients of an email by outcome, behind a place of the list; from its start without one. */
export function listRecipients(
  handle: QueryHandle,
  emailId: string,
  { outcome, after }: { outcome: RecipientFilter | null; after: RecipientPlace | null },
  limit = recipientsPerPage + 1,
) {
  return handle
    .select({
      id: emailDeliveries.id,
      contactId: emailDeliveries.contactId,
      email: emailDeliveries.email,
      status: emailDeliveries.status,
      reason: emailDeliveries.reason,
      variant: emailDeliveries.variant,
      attempts: emailDeliveries.attempts,
      handedOverAt: momentOrNone(emailDeliveries.handedOverAt),
      sentAt: momentOrNone(emailDeliveries.sentAt),
      deliveredAt: momentOrNone(emailDeliveries.deliveredAt),
      bouncedAt: momentOrNone(emailDeliveries.bouncedAt),
      complainedAt: momentOrNone(emailDeliveries.complainedAt),
      openedAt: momentOrNone(emailDeliveries.openedAt),
      clickedAt: momentOrNone(emailDeliveries.clickedAt),
      unsubscribedAt: momentOrNone(emailDeliveries.unsubscribedAt),
      links: clickedLinks,
    })
    .from(emailDeliveries)
    .where(
      and(
        eq(emailDeliveries.emailCampaignId, emailId),
        conditionOf(outcome),
        after
          ? sql`(${emailDeliveries.status}, ${emailDeliveries.id}) > (${after.status}::email_delivery_status, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(emailDeliveries.status, emailDeliveries.id)
    .limit(limit);
}
/** A recipient in the list. */
export type Recipient = Awaited<ReturnType<typeof listRecipients>>[number];

/** Why somebody got an email, or did not; one row for anybody. */
export function explainDelivery(handle: QueryHandle, emailId: string, email: string) {
  return callFunction(handle, 'explain_delivery', { emailId, email });
}
export type Explanation = Row<'explain_delivery'>;

/** Every row and total of an email that breaks a rule of the ledger. */
export function verifyLedger(handle: QueryHandle, emailId: string) {
  return callFunction(handle, 'verify_ledger', { emailId });
}
export type BrokenRule = Row<'verify_ledger'>;
