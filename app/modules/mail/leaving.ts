import { formatDate } from '~/utils/dates.ts';
import { listNames } from '~/utils/words.ts';
import type { ContentOf } from './contents.ts';
import type { Letter } from './letter.ts';

type Link = (path: string) => string;

/** Tells somebody that their account is deleted. It goes to the address that it was about, which is not kept. */
export function accountDeleted({ closing }: ContentOf<'account-deleted'>, link: Link): Letter {
  return {
    subject: 'Your Lotline account is deleted',
    preview: 'You are signed out everywhere.',
    heading: 'Your account is deleted',
    blocks: [
      {
        type: 'paragraph',
        text: 'Your name and address are gone, and you are signed out everywhere. What you did for organizations stays there, in the name of a former member.',
      },
      ...(closing.length > 0
        ? [
            {
              type: 'paragraph' as const,
              text: `You were the only owner of ${listNames(closing)}: in 30 days the data goes as well, but for orders and invoices, which the law asks us to keep.`,
            },
          ]
        : []),
      {
        type: 'paragraph',
        text: 'If that was not you, answer this mail at once. An account that is deleted cannot be brought back.',
      },
      { type: 'button', label: 'Open Lotline', url: link('/tools') },
    ],
    footer: 'You get this mail because the account with this address was deleted.',
  };
}

/** Tells everybody of an organization that an owner closes it. */
export function organizationClosing(
  { organization, person, closingAt }: ContentOf<'organization-closing'>,
  link: Link,
): Letter {
  const day = formatDate(closingAt);
  return {
    subject: `${organization} closes on ${day}`,
    preview: 'Until then an owner can keep it open.',
    heading: `${organization} closes on ${day}`,
    blocks: [
      {
        type: 'paragraph',
        text: `${person} closes ${organization} on Lotline. Until ${day} everything goes on, but nothing renews any more. After that its data is gone for good, but for orders, invoices and credit notes.`,
      },
      {
        type: 'paragraph',
        text: 'An owner can take everything along as files until then, or keep the organization open. If no owner is left, answer this mail.',
      },
      { type: 'button', label: 'Open the organization’s data', url: link('/organization/data') },
    ],
    footer: `You get this mail because you belong to ${organization}.`,
  };
}

/** Tells everybody of an organization that it stays open after all. */
export function organizationKeptOpen(
  { organization, person }: ContentOf<'organization-kept-open'>,
  link: Link,
): Letter {
  return {
    subject: `${organization} stays open`,
    preview: 'Nothing is removed.',
    heading: `${organization} stays open`,
    blocks: [
      {
        type: 'paragraph',
        text: `${person} keeps ${organization} open on Lotline. Nothing was removed, and tools renew again.`,
      },
      { type: 'button', label: 'Open the organization', url: link('/organization') },
    ],
    footer: `You get this mail because you belong to ${organization}.`,
  };
}
