import { z } from 'zod';
import { planLabels, tierOrder } from '~/modules/marketplace/labels.ts';
import { isolateName } from '~/utils/names.ts';
import type { Letter } from './letter.ts';

const name = z.string().transform(isolateName);
const tier = z.enum(tierOrder);

/** Content of the mail to SUPPORT about an organization that asks for a higher plan. */
export const upgradeAskedContent = z.object({
  organization: name,
  requester: name,
  formerTier: tier,
  askedTier: tier,
  reason: z.string(),
});

/** Content of the mail to an organization about what became of its request for a higher plan. */
export const upgradeDecidedContent = z.object({
  organization: name,
  decision: z.enum(['GRANTED', 'DECLINED']),
  /** The plan it has now. */
  tier,
  askedTier: tier,
  /** What SUPPORT wrote; always there when it was declined. */
  note: z.string().nullable(),
});

type Link = (path: string) => string;

/** Tells SUPPORT that an organization asks for a higher plan. */
export function upgradeAsked(
  { organization, requester, formerTier, askedTier, reason }: z.infer<typeof upgradeAskedContent>,
  link: Link,
): Letter {
  return {
    subject: `${organization} asks for the ${planLabels[askedTier]} plan`,
    preview: `${requester} asks for it.`,
    heading: 'An organization asks for an upgrade',
    blocks: [
      {
        type: 'paragraph',
        text: `${requester} asks to move ${organization} from the ${planLabels[formerTier]} plan to the ${planLabels[askedTier]} plan, because:`,
      },
      { type: 'quote', text: reason },
      { type: 'button', label: 'Grant or decline', url: link('/admin/upgrades') },
    ],
    footer: 'You get this mail because you have the role Support on the Lotline platform.',
  };
}

/** Tells an organization what became of its request for a higher plan. */
export function upgradeDecided(
  { organization, decision, tier: now, askedTier, note }: z.infer<typeof upgradeDecidedContent>,
  link: Link,
): Letter {
  const isGranted = decision === 'GRANTED';
  const sentence = isGranted
    ? `${organization} is on the ${planLabels[now]} plan now. It counts at once: what needs that plan can be bought from the next page on.`
    : `${organization} asked for the ${planLabels[askedTier]} plan. It was declined, and the plan stays ${planLabels[now]}. What you own stays yours.`;
  return {
    subject: isGranted
      ? `${organization} is on the ${planLabels[now]} plan now`
      : `No upgrade to the ${planLabels[askedTier]} plan for ${organization}`,
    preview: isGranted ? 'The upgrade was granted.' : 'The upgrade was declined.',
    heading: isGranted ? 'The upgrade was granted' : 'The upgrade was declined',
    blocks: [
      { type: 'paragraph', text: sentence },
      ...(note === null ? [] : [{ type: 'quote' as const, text: note }]),
      {
        type: 'button',
        label: isGranted ? 'Browse tools' : 'Compare plans',
        url: link(isGranted ? '/tools' : '/plans'),
      },
    ],
    footer: `You get this mail because you asked for it or own ${organization}.`,
  };
}
