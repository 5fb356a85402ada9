/** Minutes from each failure to the next try: seven tries in 45 minutes, and three more in ten hours. */
const waits = [1, 2, 4, 8, 15, 15, 60, 180, 360];

/** How long Mastodon knows a post by its key, less what asking takes. */
const keyMinutes = 55;

/** A try to publish that did not succeed. */
export interface FailedTry {
  kind: 'BLUESKY' | 'MASTODON' | 'WEBHOOK';
  /** Its number, from 1. */
  attempt: number;
  /** Since when the post may be out; undefined where it certainly is not. */
  mayBeOutSince: Date | undefined;
}

/**
 * When a post is tried again.
 * @returns undefined where it is given up: after the tenth failure, or before a second post could come of it
 */
export function planPostRetry({ kind, attempt, mayBeOutSince }: FailedTry, now: Date): Date | undefined {
  const minutes = waits[attempt - 1];
  if (minutes === undefined) return undefined;
  const at = new Date(now.getTime() + minutes * 60_000);
  const isKeyGone = mayBeOutSince !== undefined && at.getTime() > mayBeOutSince.getTime() + keyMinutes * 60_000;
  return kind === 'MASTODON' && isKeyGone ? undefined : at;
}
