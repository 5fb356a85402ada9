import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { emailCampaigns, socialMediaPosts } from '#db/schema/index.ts';
import { writeLocalTime } from '~/services/zoned-times.server.ts';
import type { Platform } from '../posts/platforms.ts';

/** Entries that a calendar shows at most. */
const mostEntries = 500;

/**
 * Emails and posts of these days, by the clocks that their times were planned by; those without a time are in no calendar. More than 500
 * are cut off at the end.
 * @param from  the first day
 * @param to  the last day
 */
export function listCalendarEntries(handle: QueryHandle, from: string, to: string) {
  // Moments two days around hold every zone's day, and an index finds them.
  const around = sql`between (${from}::date - 2)::timestamptz and (${to}::date + 3)::timestamptz`;
  const zoned = sql`coalesce(scheduled_local, coalesce(scheduled_at, sent_at) at time zone coalesce(scheduled_time_zone, 'UTC'))`;
  return handle
    .select({
      kind: sql<'EMAIL' | 'POST'>`kind`,
      id: sql<string>`id`,
      label: sql<string>`label`,
      /** Null for an email. */
      platform: sql<Platform | null>`platform`,
      status: sql<string>`status`,
      /** "2026-03-05T09:00" */
      local: sql<string>`to_char(local, 'YYYY-MM-DD"T"HH24:MI')`,
      timeZone: sql<string>`time_zone`,
      /** Whether its state lets it be moved. */
      isMovable: sql<boolean>`is_movable`,
      isDueByHand: sql<boolean>`is_due_by_hand`,
      createdBy: sql<string>`created_by`,
    })
    .from(
      sql`(
        select 'POST' as kind, id, left(coalesce(nullif(title, ''), nullif(post_text, ''), 'Without text'), 80) as label, platform::text,
          status::text, coalesce(scheduled_local, scheduled_at at time zone scheduled_time_zone) as local, scheduled_time_zone as time_zone,
          status <> 'PUBLISHED' and scheduled_local is not null and coalesce(leased_until <= now(), true)
            and not (status = 'SCHEDULED' and first_attempt_at is not null) as is_movable,
          hand_due_at is not null as is_due_by_hand, created_by
        from ${socialMediaPosts} where scheduled_at ${around}
        union all
        select 'EMAIL', id, left(name, 80), null, status::text, ${zoned}, coalesce(scheduled_time_zone, 'UTC'), false, false, created_by
        from ${emailCampaigns} where scheduled_at ${around} or scheduled_at is null and sent_at ${around}
      ) as entry`,
    )
    .where(sql`local >= ${from}::date and local < ${to}::date + 1`)
    .orderBy(sql`local, kind, id`)
    .limit(mostEntries);
}
/** An email or a post in the calendar. */
export type CalendarEntry = Awaited<ReturnType<typeof listCalendarEntries>>[number];

/** The day it is by the clocks of a zone. */
export const todayIn = (timeZone: string) => writeLocalTime(new Date(), timeZone).slice(0, 10);
