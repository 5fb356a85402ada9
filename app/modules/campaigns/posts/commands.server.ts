import { createHash } from 'node:crypto';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { Platform } from './platforms.ts';
import type { PlannedTime, TypedPost } from './schema.ts';

/** Makes an empty draft. Its id came with the form. */
export function createPost(handle: QueryHandle, post: { id: string; campaignId: string; platform: Platform }) {
  return callFunction(handle, 'create_post', post);
}

const acts = { save: null, schedule: 'SCHEDULE', 'publish-now': 'PUBLISH_NOW' } as const;

/** Saves a post, and plans or publishes it where its button said so. */
export function savePost(handle: QueryHandle, id: string, post: TypedPost) {
  const { time, pictures, format } = post;
  return callFunction(handle, 'save_post', {
    id,
    version: post.version,
    post: {
      title: post.title,
      post_text: post.text,
      hashtags: post.hashtags,
      mentions: post.mentions,
      platform: post.platform,
      link_url: post.link,
      account_id: post.accountId ?? null,
      media_urls: pictures.map(({ key }) => `/i/${key}`),
      media_metadata: pictures.map(({ key, alt }) => ({ key, alt })),
      is_carousel: format === 'carousel',
      is_video: format === 'video',
      is_story: format === 'story',
      is_reel: format === 'reel',
      scheduled_local: time?.local ?? null,
      scheduled_time_zone: time?.timeZone ?? null,
      scheduled_at: time?.at.toISOString() ?? null,
    },
    act: acts[post.intent],
  });
}

/** Makes a draft again of a scheduled or failed post. */
export function unschedulePost(handle: QueryHandle, id: string) {
  return callFunction(handle, 'unschedule_post', { id });
}

/** Moves a post to another day, at the same time of its zone's clock. */
export function movePost(handle: QueryHandle, id: string, { local, timeZone, at }: PlannedTime) {
  return callFunction(handle, 'move_post', { id, local, timeZone, at: at.toISOString() });
}

/** Copies a post to other platforms, as drafts. */
export function copyPost(handle: QueryHandle, id: string, copyId: string, platforms: readonly Platform[]) {
  const copies = [...new Set(platforms)].map((platform) => ({ id: deriveId(copyId, platform), platform }));
  return callFunction(handle, 'copy_post', { id, copies });
}

/** An id that follows from another one and a word: a form sent twice makes the same rows. */
function deriveId(id: string, word: string): string {
  const digest = createHash('sha256').update(`${id} ${word}`).digest('hex');
  return [8, 12, 16, 20, 32].map((end, place, ends) => digest.slice(place === 0 ? 0 : ends[place - 1], end)).join('-');
}

/** Notes that a person published a post. */
export function markPostPublished(handle: QueryHandle, id: string, url: string | null) {
  return callFunction(handle, 'mark_post_published', { id, url });
}

/** Keeps the figures of a post that is out. */
export function savePostFigures(handle: QueryHandle, id: string, url: string | null, figures: Record<string, number>) {
  return callFunction(handle, 'save_post_figures', { id, url, figures });
}

/** Deletes a post. */
export function deletePost(handle: QueryHandle, id: string) {
  return callFunction(handle, 'delete_post', { id });
}
