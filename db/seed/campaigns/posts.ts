import { platformLabels } from '../../../app/modules/campaigns/posts/platforms.ts';
import { resolveLocalTime } from '../../../app/services/zoned-times.server.ts';
import type { socialMediaPosts } from '../../schema/index.ts';
import { addDays, type Day, noonOf } from '../days.ts';
import type { Random } from '../random.ts';
import type { Author } from './plans.ts';

export const demoZone = 'America/Chicago';

/** Nine in the morning of a day, by the clock of the demo's zone, as the columns of a planned time have it. */
export function planNine(day: Day) {
  const local = `${day}T09:00`;
  return { scheduledLocal: local, scheduledTimeZone: demoZone, scheduledAt: resolveLocalTime(local, demoZone) };
}

/** Six posts, in every state that a post can have. */
export function makePosts(author: Author, campaignId: string, today: Day, random: Random) {
  const make = (
    platform: (typeof socialMediaPosts.$inferInsert)['platform'],
    values: Partial<typeof socialMediaPosts.$inferInsert> = {},
  ): typeof socialMediaPosts.$inferInsert => ({
    ...author,
    campaignId,
    platform,
    title: `Demo post, ${platformLabels[platform]}`,
    postText: 'Demo data: come and see the house on Saturday.',
    hashtags: ['demo'],
    linkUrl: 'https://www.example.org/demo',
    ...values,
  });
  const published = (days: number) => {
    const impressions = random.integer(900, 4_000);
    return {
      status: 'PUBLISHED' as const,
      publishedAt: noonOf(addDays(today, days)),
      externalUrl: 'https://www.example.org/demo/post',
      impressions,
      reach: Math.round(impressions * 0.8),
      likes: Math.round(impressions * random.number(0.01, 0.04)),
      comments: random.integer(2, 20),
      shares: random.integer(1, 15),
      clicks: Math.round(impressions * random.number(0.005, 0.02)),
    };
  };
  const overdue = planNine(addDays(today, -1));
  return [
    make('FACEBOOK', published(-20)),
    make('INSTAGRAM', published(-19)),
    make('LINKEDIN', { status: 'SCHEDULED', ...planNine(addDays(today, 5)) }),
    make('TWITTER'),
    // It waits for a person since its time has come.
    make('PINTEREST', { status: 'SCHEDULED', ...overdue, handDueAt: overdue.scheduledAt }),
    make('TIKTOK', {
      status: 'FAILED',
      ...planNine(addDays(today, -3)),
      failedReason: 'Demo: its time passed more than a day ago, while it was held.',
    }),
  ];
}
