import { z } from 'zod';
import type { PlatformRole } from '#db/schema/index.ts';
import { platformRoleNames } from '~/modules/accounts/platform/areas.ts';
import { platformRoleWords } from '~/modules/accounts/platform/role-words.ts';
import { formatMoney } from '~/utils/money.ts';
import { isolateName } from '~/utils/names.ts';
import type { Letter } from './letter.ts';

const name = z.string().transform(isolateName);

/** Content of the mail about a role of the platform that was given or taken. */
export const platformRoleContent = z.object({
  person: name,
  email: z.string(),
  /** Whether the mail goes to that person; else to somebody who gives roles. */
  isReader: z.boolean(),
  role: z.enum(platformRoleNames),
  isGiven: z.boolean(),
  /** Who did it; null for the command line. */
  changedBy: name.nullable(),
});

/** Content of the mail about an act that waits for a second person. Cents. */
export const platformApprovalContent = z.object({
  organization: name,
  askedBy: name,
  kind: z.enum(['REFUND', 'PAYMENT', 'CREDIT']),
  amount: z.int(),
  orderNumber: z.string().nullable(),
});

type Link = (path: string) => string;

/** Tells of a role of the platform: the person who has it or had it, and everybody who gives roles. */
export function platformRoleChanged(content: z.infer<typeof platformRoleContent>, link: Link): Letter {
  const { person, email, isReader, isGiven, changedBy } = content;
  const role: PlatformRole = content.role;
  const { label, explanation } = platformRoleWords[role];
  const who = isReader ? 'You have' : `${person} (${email}) has`;
  const sentence = isGiven
    ? `${who} the role ${label} on the Lotline platform now. ${explanation}`
    : `${who} the role ${label} on the Lotline platform no more.`;
  const path = !isReader ? '/admin/people' : isGiven ? '/admin' : '/account';
  return {
    subject: isReader
      ? `Your role ${label} on the Lotline platform was ${isGiven ? 'given' : 'taken away'}`
      : `${person}: role ${label} on the Lotline platform ${isGiven ? 'given' : 'taken away'}`,
    preview: sentence,
    heading: isGiven ? `${label}: given` : `${label}: taken away`,
    blocks: [
      { type: 'paragraph', text: sentence },
      { type: 'paragraph', text: changedBy === null ? 'It was done on the command line.' : `${changedBy} did it.` },
      {
        type: 'paragraph',
        text: 'If this is a surprise, tell whoever looks after the security of Lotline at once.',
      },
      { type: 'button', label: isReader ? 'Open Lotline' : 'Open the people of the platform', url: link(path) },
    ],
    footer: isReader
      ? 'You get this mail because it is about your account.'
      : 'You get this mail because you give roles on the Lotline platform.',
  };
}

/** Tells those who may decide it that an act waits for a second person. */
export function platformApprovalAsked(
  { organization, askedBy, kind, amount, orderNumber }: z.infer<typeof platformApprovalContent>,
  link: Link,
): Letter {
  const money = formatMoney(amount);
  const order = orderNumber === null ? '' : ` of order ${orderNumber}`;
  const act = {
    REFUND: `refund ${money}${order}`,
    PAYMENT: `mark ${money}${order} as paid`,
    CREDIT: `raise the credit by ${money}`,
  }[kind];
  return {
    subject: `Waits for you: ${act} for ${organization}`,
    preview: `${askedBy} asks for it.`,
    heading: 'A second person has to confirm this',
    blocks: [
      {
        type: 'paragraph',
        text: `${askedBy} wants to ${act} for ${organization}. Beyond $1,000 for one organization in 30 days, somebody else confirms. Nothing is done until then:`,
      },
      { type: 'button', label: 'Look at it', url: link('/admin/approvals') },
    ],
    footer: 'You get this mail because you have the role Billing on the Lotline platform.',
  };
}
