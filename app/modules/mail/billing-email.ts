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
