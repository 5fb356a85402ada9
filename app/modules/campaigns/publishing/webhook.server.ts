import { z } from 'zod';
import type { SystemContext } from '~/load-context.ts';
import type { Delivery, OutgoingRequests } from '~/services/outgoing/requests.server.ts';
import { readAnswer } from './answers.ts';
import type { OpenAccount, Publication, Published } from './publication.ts';

type Services = Pick<SystemContext, 'outgoing' | 'environment'>;

/** What a receiver may say about the post it published. */
const published = z.object({ id: z.string().max(500).optional(), url: z.url({ protocol: /^https?$/ }).optional() });

/**
 * Hands a post to a webhook, signed as Standard Webhooks has it. Its id is that of the post at every try, by which receivers tell a second
 * one.
 */
export async function publishByWebhook(
  { outgoing, environment }: Services,
  { server, secret }: OpenAccount,
  post: Publication,
): Promise<Published> {
  const delivery = await outgoing.send({
    id: post.id,
    address: server,
    body: writeBody(post, environment.PUBLIC_URL),
    secrets: [secret],
  });
  return judgeDelivery(delivery);
}

function writeBody({ id, platform, title, text, link, pictures, campaign, scheduledAt }: Publication, site: string) {
  return JSON.stringify({
    type: 'campaign.post',
    timestamp: scheduledAt.toISOString(),
    data: {
      post: {
        id,
        platform,
        title,
        text,
        link,
        scheduledAt: scheduledAt.toISOString(),
        pictures: pictures.map(({ key, type, width, height, alt }) => ({
          url: `${site}/i/${key}`,
          type,
          width,
          height,
          alt,
        })),
      },
      campaign,
    },
  });
}

/** A receiver decides by its answer; one that fails or says nothing is asked again, because it may have published. */
function judgeDelivery({ outcome, status, explanation, answer }: Delivery): Published {
  if (outcome === 'DELIVERED') {
    const { id = null, url = null } = readAnswer(answer, published) ?? {};
    return { outcome: 'PUBLISHED', id, url };
  }
  const problem = `The webhook: ${explanation}`;
  if (outcome === 'GONE') return { outcome: 'NOT_TAKEN', problem, mayRetry: false, accountProblem: problem };
  if (status === null || status >= 500) return { outcome: 'UNKNOWN', problem };
  return { outcome: 'NOT_TAKEN', problem, mayRetry: true };
}

/**
 * Sends a signed message that tries a webhook and publishes nothing.
 * @returns a sentence where it was not answered with 2xx
 */
export async function tryWebhook(
  outgoing: OutgoingRequests,
  { server, secret }: OpenAccount,
): Promise<{ problem: string | null }> {
  const { outcome, explanation } = await outgoing.send({
    id: crypto.randomUUID(),
    address: server,
    body: JSON.stringify({ type: 'campaign.post.test', timestamp: new Date().toISOString(), data: {} }),
    secrets: [secret],
  });
  return { problem: outcome === 'DELIVERED' ? null : explanation };
}
