import { memberName } from '~/utils/words.ts';
import type { ContentOf } from './contents.ts';
import type { Letter } from './letter.ts';
import type { MailedSecret } from './mailed-secret.ts';

/**
 * Asks an address whether it takes the invoices of an organization. Anybody can type any address, so nothing stands here that they
 * chose: the page behind the link says which organization it is.
 */
export function billingEmail(link: (path: string) => string, { token }: MailedSecret): Letter {
  return {
    subject: 'Do you take invoices from Lotline at this email?',
    preview: 'Somebody gave it as the address for invoices.',
    heading: 'Invoices to this email',
    blocks: [
      {
        type: 'paragraph',
        text: 'Somebody who bought tools on Lotline entered this email as the one that invoices go to. Look at who it was, and say whether you take them:',
      },
      { type: 'button', label: 'Look at it', url: link(`/confirm-billing/${token}`) },
      { type: 'paragraph', text: 'If you know nothing of it, leave this mail alone: no invoice is sent to you.' },
    ],
    footer: 'You get this mail because somebody entered your email as the one for invoices.',
  };
}

/** Tells an OWNER that somebody gave other billing details with an order than the order before had. */
export function billingChanged(content: ContentOf<'billing-changed'>, link: (path: string) => string): Letter {
  const { organization, changedBy, number, name, email, street, city, state, postalCode } = content;
  const who = memberName(changedBy);
  return {
    subject: `${organization} has other billing details now`,
    preview: `${who} gave them with order ${number}.`,
    heading: 'The billing details are changed',
    blocks: [
      {
        type: 'paragraph',
        text: `${who} ordered for ${organization} and gave other billing details than the order before had. The next orders begin with these:`,
      },
      {
        type: 'facts',
        facts: [
          { term: 'Invoices go to', details: [email] },
          { term: 'Made out to', details: [name, street, `${city}, ${state} ${postalCode}`] },
        ],
      },
      { type: 'paragraph', text: 'If that is not right, look at who may order for you.' },
      { type: 'button', label: `Open order ${number}`, url: link(`/orders/${number}`) },
    ],
    footer: `You get this mail because you own ${organization}.`,
  };
}
