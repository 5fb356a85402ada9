import { z } from 'zod';
import type { SystemContext } from '~/load-context.ts';
import { isSuccess, judgeFailure, readAnswer } from './answers.ts';
import { readPicture } from './pictures.server.ts';
import type { OpenAccount, Publication, Published } from './publication.ts';

type Services = Pick<SystemContext, 'outgoing' | 'files'>;

const media = z.object({ id: z.string() });
const status = z.object({ id: z.string(), url: z.url().nullish() });

/**
 * Publishes a post on a Mastodon server, its pictures first. The key of the post is its id: within an hour the server answers a second
 * time with the post of the first.
 * @param isInTime  asked before the request that publishes
 */
export async function publishOnMastodon(
  { outgoing, files }: Services,
  { server, secret }: OpenAccount,
  post: Publication,
  isInTime: () => boolean,
): Promise<Published> {
  const { host } = new URL(server);
  const authorization = { Authorization: `Bearer ${secret}` };
  const pictures: string[] = [];
  for (const picture of post.pictures) {
    const read = await readPicture(files, picture);
    if ('failed' in read) return read.failed;
    const body = new FormData();
    body.set('file', new Blob([read.bytes], { type: picture.type }), `picture.${picture.type.split('/')[1]}`);
    body.set('description', picture.alt);
    const answer = await outgoing.ask({
      method: 'POST',
      address: `${server}/api/v2/media`,
      headers: authorization,
      body,
    });
    const taken = isSuccess(answer) ? readAnswer(answer.text, media) : undefined;
    if (!taken) return judgeFailure(answer, host, false);
    pictures.push(taken.id);
  }
  if (!isInTime()) return { outcome: 'NOT_TAKEN', problem: `${host} took too long.`, mayRetry: true };
  const answer = await outgoing.ask({
    method: 'POST',
    address: `${server}/api/v1/statuses`,
    headers: { ...authorization, 'Content-Type': 'application/json', 'Idempotency-Key': post.id },
    body: JSON.stringify({ status: post.text, media_ids: pictures }),
  });
  const published = isSuccess(answer) ? readAnswer(answer.text, status) : undefined;
  if (!published) return judgeFailure(answer, host, true);
  return { outcome: 'PUBLISHED', id: published.id, url: published.url ?? null };
}

const account = z.object({ acct: z.string(), username: z.string() });
const instance = z.object({
  configuration: z.object({ statuses: z.object({ max_characters: z.int().min(1).max(1_000_000) }) }),
});

/**
 * Tries an account: who it is, and how long a post its server takes.
 * @returns a sentence where it does not work
 */
export async function tryMastodon(
  { outgoing }: Pick<SystemContext, 'outgoing'>,
  { server, secret }: OpenAccount,
): Promise<{ handle: string; maxCharacters: number | null } | { problem: string }> {
  const { host } = new URL(server);
  const [who, about] = await Promise.all([
    outgoing.ask({
      method: 'GET',
      address: `${server}/api/v1/accounts/verify_credentials`,
      headers: { Authorization: `Bearer ${secret}` },
    }),
    outgoing.ask({ method: 'GET', address: `${server}/api/v2/instance` }),
  ]);
  const known = isSuccess(who) ? readAnswer(who.text, account) : undefined;
  if (!known) return { problem: judgeFailure(who, host, false).problem };
  const limits = isSuccess(about) ? readAnswer(about.text, instance) : undefined;
  return {
    handle: `@${known.acct.includes('@') ? known.acct : `${known.username}@${host}`}`,
    maxCharacters: limits?.configuration.statuses.max_characters ?? null,
  };
}
