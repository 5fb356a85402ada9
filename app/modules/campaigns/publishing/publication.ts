import { z } from 'zod';
import type { Platform } from '../posts/platforms.ts';

/** A picture of a post, whose file is `media/` and its key. */
export const publishedPictures = z.array(
  z.object({
    key: z.string(),
    type: z.string(),
    /** Bytes. */
    size: z.int(),
    width: z.int(),
    height: z.int(),
    alt: z.string(),
  }),
);
export type PublishedPicture = z.infer<typeof publishedPictures>[number];

/** A post as it goes out. */
export interface Publication {
  id: string;
  platform: Platform;
  title: string | null;
  /** As it is published: with mentions, hashtags and link. */
  text: string;
  /** The link in it, with its parameters. */
  link: string | null;
  pictures: readonly PublishedPicture[];
  campaign: { name: string; slug: string };
  /** Of the row. */
  createdAt: Date;
  scheduledAt: Date;
}

/** An account with its credentials. */
export interface OpenAccount {
  /** Origin of the server, or the address of the webhook. */
  server: string;
  handle: string | null;
  /** App password, access token, or the secret that signs. */
  secret: string;
}

/** Fate of one try to publish. */
export type Published =
  | { outcome: 'PUBLISHED'; id: string | null; url: string | null }
  /** Nothing went out, certainly. */
  | {
      outcome: 'NOT_TAKEN';
      problem: string;
      mayRetry: boolean;
      /** Where the account is to blame. */
      accountProblem?: string | undefined;
    }
  /** It may be out. Trying again makes no second post, within the limits of `planPostRetry`. */
  | { outcome: 'UNKNOWN'; problem: string };
