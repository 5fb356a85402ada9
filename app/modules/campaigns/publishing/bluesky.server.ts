import { z } from 'zod';
import type { SystemContext } from '~/load-context.ts';
import type { OutgoingRequest, OutgoingRequests } from '~/services/outgoing/requests.server.ts';
import { largestBlueskyPicture } from '../posts/platforms.ts';
import { isSuccess, judgeFailure, readAnswer } from './answers.ts';
import { type Facet, findFacets } from './facets.ts';
import { readPicture } from './pictures.server.ts';
import type { OpenAccount, Publication, Published } from './publication.ts';
import { makeTid } from './tid.ts';

type Services = Pick<SystemContext, 'outgoing' | 'files'>;

const openedSession = z.object({
  did: z.string().startsWith('did:'),
  handle: z.string(),
  accessJwt: z.string().min(1),
});
const uploaded = z.object({ blob: z.looseObject({}) });
const resolved = z.object({ did: z.string().startsWith('did:') });

const collection = 'app.bsky.feed.post';
/** Mentions whose accounts are looked up; the others stay plain text. */
const mostMentions = 5;

/**
 * Publishes a post on Bluesky. It is written under a key that follows from its row, so that writing it again changes nothing.
 * @param isInTime  asked before the request that publishes
 */
export async function publishOnBluesky(
  { outgoing, files }: Services,
  account: OpenAccount,
  post: Publication,
  isInTime: () => boolean,
): Promise<Published> {
  const { server } = account;
  const { host } = new URL(server);
  const signedIn = await signIn(outgoing, account);
  if ('outcome' in signedIn) return signedIn;
  const { did, accessJwt } = signedIn;
  const call = (name: string, type: string, body: OutgoingRequest['body']) =>
    outgoing.ask({
      method: 'POST',
      address: `${server}/xrpc/${name}`,
      headers: { Authorization: `Bearer ${accessJwt}`, 'Content-Type': type },
      body,
    });
  const images: object[] = [];
  for (const picture of post.pictures) {
    if (picture.size > largestBlueskyPicture)
      return { outcome: 'NOT_TAKEN', problem: 'Bluesky takes pictures of at most 1 MB.', mayRetry: false };
    const read = await readPicture(files, picture);
    if ('failed' in read) return read.failed;
    const answer = await call('com.atproto.repo.uploadBlob', picture.type, read.bytes);
    const taken = isSuccess(answer) ? readAnswer(answer.text, uploaded) : undefined;
    if (!taken) return judgeFailure(answer, host, false);
    const { width, height } = picture;
    images.push({ alt: picture.alt, image: taken.blob, aspectRatio: { width, height } });
  }
  const facets = await writeFacets(outgoing, server, post.text);
  if (!isInTime()) return { outcome: 'NOT_TAKEN', problem: `${host} took too long.`, mayRetry: true };
  const rkey = makeTid(post.createdAt, post.id);
  const record = {
    $type: collection,
    text: post.text,
    createdAt: post.scheduledAt.toISOString(),
    ...(facets.length > 0 && { facets }),
    ...(images.length > 0 && { embed: { $type: 'app.bsky.embed.images', images } }),
  };
  const body = JSON.stringify({ repo: did, collection, rkey, record });
  const answer = await call('com.atproto.repo.putRecord', 'application/json', body);
  if (!isSuccess(answer)) return judgeFailure(answer, host, true);
  return {
    outcome: 'PUBLISHED',
    id: `at://${did}/${collection}/${rkey}`,
    url: `https://bsky.app/profile/${did}/post/${rkey}`,
  };
}

/** Tries an account. Returns its handle, or a sentence where it does not work. */
export async function tryBluesky(
  { outgoing }: Pick<SystemContext, 'outgoing'>,
  account: OpenAccount,
): Promise<{ handle: string; maxCharacters: null } | { problem: string }> {
  const signedIn = await signIn(outgoing, account);
  if ('outcome' in signedIn) return { problem: signedIn.problem };
  return { handle: `@${signedIn.handle}`, maxCharacters: null };
}

async function signIn(outgoing: OutgoingRequests, { server, handle, secret }: OpenAccount) {
  const answer = await outgoing.ask({
    method: 'POST',
    address: `${server}/xrpc/com.atproto.server.createSession`,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ identifier: (handle ?? '').replace(/^@/, ''), password: secret }),
  });
  const session = isSuccess(answer) ? readAnswer(answer.text, openedSession) : undefined;
  return session ?? judgeFailure(answer, new URL(server).host, false);
}

/** The facets of a text as a record has them; a mention of an account that is not found is left out. */
async function writeFacets(outgoing: OutgoingRequests, server: string, text: string): Promise<object[]> {
  const found = findFacets(text);
  const handles = found.flatMap(({ feature }) => (feature.type === 'mention' ? [feature.handle] : []));
  const dids = new Map<string, string>();
  for (const handle of new Set(handles.slice(0, mostMentions))) {
    const answer = await outgoing.ask({
      method: 'GET',
      address: `${server}/xrpc/com.atproto.identity.resolveHandle?handle=${encodeURIComponent(handle)}`,
    });
    const account = isSuccess(answer) ? readAnswer(answer.text, resolved) : undefined;
    if (account) dids.set(handle, account.did);
  }
  return found.flatMap((facet) => {
    const feature = writeFeature(facet.feature, dids);
    return feature ? [{ index: { byteStart: facet.start, byteEnd: facet.end }, features: [feature] }] : [];
  });
}

function writeFeature(feature: Facet['feature'], dids: ReadonlyMap<string, string>): object | undefined {
  const type = (name: string) => ({ $type: `app.bsky.richtext.facet#${name}` });
  switch (feature.type) {
    case 'link':
      return { ...type('link'), uri: feature.uri };
    case 'tag':
      return { ...type('tag'), tag: feature.tag };
    case 'mention': {
      const did = dids.get(feature.handle);
      return did === undefined ? undefined : { ...type('mention'), did };
    }
  }
}
