import { platformLabels } from '~/modules/campaigns/posts/platforms.ts';
import type { ContentOf } from './contents.ts';
import type { Letter } from './letter.ts';

/** Tells that a post waits for a person to publish it, or could not be published. */
export function campaignPostDue(
  { organization, campaign, postId, platform, text, problem }: ContentOf<'campaign-post-due'>,
  link: (path: string) => string,
): Letter {
  const where = platformLabels[platform];
  return {
    subject:
      problem === null
        ? `Publish on ${where} now: ${campaign}`
        : `A post could not be published on ${where}: ${campaign}`,
    preview: problem ?? 'Its time has come, and it has no account that publishes it.',
    heading: problem === null ? `A post for ${where} is due` : `A post for ${where} was not published`,
    blocks: [
      {
        type: 'paragraph',
        text:
          problem === null
            ? `The time of this post of ${campaign} has come. Copy its text, publish it, and mark it as published.`
            : `This post of ${campaign} should be out, and is not: ${problem}`,
      },
      ...(text.trim() ? [{ type: 'quote' as const, text }] : []),
      { type: 'button', label: 'Open the post', url: link(`/campaigns/posts/${postId}`) },
    ],
    footer: `You get this mail because you made this post for ${organization}, or own the organization that somebody made it for.`,
  };
}
