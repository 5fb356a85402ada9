import { and, desc, eq, type SQLWrapper, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import {
  reidAlertEvents,
  reidAlertReads,
  reidAlerts,
  reidMarketData,
  reidWebhookDeliveries,
  users,
} from '#db/schema/index.ts';
import type { Conditions } from './conditions.ts';
import type { Place } from './place.ts';

export const alertsPerPage = 50;
export const eventsPerPage = 50;

/** A moment of a column of UTC, to the microsecond: what a list is cut at. */
const momentOf = (column: SQLWrapper) =>
  sql<string>`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const momentOrNone = (column: SQLWrapper) =>
  sql<string | null>`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

// What people read of an alert, in lists and on its page.
const summary = {
  id: reidAlerts.id,
  name: reidAlerts.name,
  /** Null for an alert of the organization. */
  userId: reidAlerts.userId,
  isActive: reidAlerts.isActive,
  pausedReason: reidAlerts.pausedReason,
  conditions: sql<Partial<Conditions>>`${reidAlerts.conditions}`,
  frequency: reidAlerts.frequency,
  channels: reidAlerts.deliveryChannels,
  isWebhookPaused: sql<boolean>`${reidAlerts.webhookPausedAt} is not null`,
  lastTriggeredAt: momentOrNone(reidAlerts.lastTriggeredAt),
  triggerCount: reidAlerts.triggerCount,
};

// A query of one table leaves its name out of columns, which would then be those of the inner tables: these say it themselves.

/** Areas of an alert as people read them: at most three names, and how many there are. */
const areas = sql<{ count: number; names: string[] }>`(
  select jsonb_build_object('count', count(*) + cardinality(reid_alerts.zip_codes) + cardinality(reid_alerts.cities) + cardinality(reid_alerts.counties)
    + cardinality(reid_alerts.neighborhoods)
    + case when (reid_alerts.cities, reid_alerts.counties, reid_alerts.neighborhoods) = ('{}', '{}', '{}') then cardinality(reid_alerts.states) else 0 end,
    'names', coalesce(jsonb_agg(coalesce(area.name, area.key) order by area.place) filter (where area.place <= 3), '[]'))
  from (
    select key, place, case when place <= 3 then (select data.area_name from ${reidMarketData} data
      where data.area_key = key order by data.report_date desc limit 1) end as name
    from unnest(reid_alerts.area_keys) with ordinality as given (key, place)
  ) area)`;

/** A page of the alerts that the viewer may read, the newest first; one more row when there is another page. */
export function listAlerts(handle: QueryHandle, before: Place | null) {
  return handle
    .select({ ...summary, areas, createdAt: momentOf(reidAlerts.createdAt), person: users.name })
    .from(reidAlerts)
    .leftJoin(users, eq(users.id, reidAlerts.userId))
    .where(
      before
        ? sql`(${reidAlerts.createdAt}, ${reidAlerts.id}) < (${before.at}::timestamptz, ${before.id}::uuid)`
        : undefined,
    )
    .orderBy(desc(reidAlerts.createdAt), desc(reidAlerts.id))
    .limit(alertsPerPage + 1);
}
/** An alert in a list. */
export type ListedAlert = Awaited<ReturnType<typeof listAlerts>>[number];

/** How many alerts of the organization are active, how many its tier allows, and how many it switched off. */
export function countAlerts(handle: QueryHandle) {
  return callFunction(handle, 'count_reid_alerts', {});
}

const recentEvents = sql<{ id: string; sentence: string; state: ListedEvent['state']; createdAt: string }[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'sentence', sentence, 'state', state, 'createdAt', created_at) order by created_at desc, id), '[]')
  from (select id, sentence, state, created_at from ${reidAlertEvents} event where event.alert_id = reid_alerts.id
    order by created_at desc, id limit 5) newest)`;

const recentDeliveries = sql<
  {
    id: string;
    isTest: boolean;
    status: 'PENDING' | 'DELIVERED' | 'GIVEN_UP';
    attempts: number;
    answerStatus: number | null;
    problem: string | null;
    createdAt: string;
  }[]
>`(
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'isTest', is_test, 'status', status, 'attempts', attempts, 'answerStatus', answer_status,
    'problem', problem, 'createdAt', created_at) order by created_at desc, id), '[]')
  from (select id, is_test, status, attempts, answer_status, problem, created_at from ${reidWebhookDeliveries} delivery
    where delivery.alert_id = reid_alerts.id order by created_at desc, id limit 10) newest)`;

/** One alert with everything that its form shows, its newest events and messages to its webhook. */
export function findAlert(handle: QueryHandle, id: string) {
  return handle
    .select({
      ...summary,
      areaKeys: reidAlerts.areaKeys,
      zipCodes: reidAlerts.zipCodes,
      cities: reidAlerts.cities,
      states: reidAlerts.states,
      counties: reidAlerts.counties,
      neighborhoods: reidAlerts.neighborhoods,
      emails: reidAlerts.emailAddresses,
      webhookUrl: reidAlerts.webhookUrl,
      secretVersion: reidAlerts.secretVersion,
      previousSecretUntil: momentOrNone(
        sql`case when ${reidAlerts.previousSecretUntil} > now() then ${reidAlerts.previousSecretUntil} end`,
      ),
      timeZone: reidAlerts.timeZone,
      /** On the clocks of the alert's zone. */
      nextDigestAt: sql<
        string | null
      >`to_char(${reidAlerts.nextDigestAt} at time zone ${reidAlerts.timeZone}, 'Mon FMDD, YYYY, FMHH12:MI AM')`,
      maxPerDay: reidAlerts.maxTriggersPerDay,
      disableAfter: reidAlerts.autoDisableAfter,
      requireVerification: reidAlerts.requireVerification,
      version: sql<string>`app.find_alert_version(reid_alerts.id)`,
      areas,
      events: recentEvents,
      deliveries: recentDeliveries,
    })
    .from(reidAlerts)
    .where(eq(reidAlerts.id, id));
}
/** An alert on its page. */
export type ShownAlert = Awaited<ReturnType<typeof findAlert>>[number];

/** The alert for those who only read it: addresses of people and the path of a webhook, which may be a key, are not for them. */
export function withoutReceivers(alert: ShownAlert): ShownAlert {
  return { ...alert, emails: [], webhookUrl: alert.webhookUrl && new URL(alert.webhookUrl).origin };
}

/** The sources that the organization has figures of, by name: one step of the index each, however many figures there are. */
export function listAlertSources(handle: QueryHandle) {
  return handle.select({ source: sql<string>`source` }).from(
    sql`(
        with recursive found as (
          (select data_source as source from ${reidMarketData} order by data_source limit 1)
          union all
          select (select data_source from ${reidMarketData} where data_source > found.source order by data_source limit 1)
          from found where found.source is not null
        ) select source from found where source is not null limit 200) as sources`,
  );
}

/** A page of the events that the viewer may read, the newest first; one more row when there is another page. */
export function listEvents(handle: QueryHandle, { before, alertId }: { before: Place | null; alertId: string | null }) {
  return handle
    .select({
      id: reidAlertEvents.id,
      alertId: reidAlertEvents.alertId,
      alert: reidAlerts.name,
      alertUserId: reidAlerts.userId,
      areaKey: reidAlertEvents.areaKey,
      sentence: reidAlertEvents.sentence,
      marketDataId: reidAlertEvents.marketDataId,
      state: reidAlertEvents.state,
      isRead: sql<boolean>`${reidAlertReads.readAt} is not null`,
      createdAt: momentOf(reidAlertEvents.createdAt),
    })
    .from(reidAlertEvents)
    .innerJoin(
      reidAlerts,
      and(eq(reidAlerts.organizationId, reidAlertEvents.organizationId), eq(reidAlerts.id, reidAlertEvents.alertId)),
    )
    .leftJoin(
      reidAlertReads,
      and(eq(reidAlertReads.eventId, reidAlertEvents.id), sql`${reidAlertReads.userId} = app.current_user_id()`),
    )
    .where(
      and(
        alertId ? eq(reidAlertEvents.alertId, alertId) : undefined,
        before
          ? sql`(${reidAlertEvents.createdAt}, ${reidAlertEvents.id}) < (${before.at}::timestamptz, ${before.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(reidAlertEvents.createdAt), desc(reidAlertEvents.id))
    .limit(eventsPerPage + 1);
}
/** An event in a list. */
export type ListedEvent = Awaited<ReturnType<typeof listEvents>>[number];

/** The alert that a mail tells of, for whoever got it. */
export function findAlertMail(handle: QueryHandle, mailId: string) {
  return callFunction(handle, 'find_alert_mail', { mailId });
}
