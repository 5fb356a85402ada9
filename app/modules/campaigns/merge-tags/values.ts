import type { TagName } from './tags.ts';

export type TagValues = Record<TagName, string>;

/** Whom a message goes to, and where its own pages are. */
export interface TagSource {
  contact: { name: string; email: string };
  organization: string;
  viewUrl: string;
  unsubscribeUrl: string;
}

/**
 * The values of the tags for one recipient. The first name is the first word of the name, the last name all that follows; a name that is
 * only the address is none.
 */
export function makeTagValues({ contact, organization, viewUrl, unsubscribeUrl }: TagSource): TagValues {
  const spaced = contact.name.replaceAll(/\s+/g, ' ').trim();
  const name = spaced.toLowerCase() === contact.email.toLowerCase() ? '' : spaced;
  const [first = '', ...rest] = name.split(' ');
  return {
    first_name: first,
    last_name: rest.join(' '),
    name,
    email: contact.email,
    organization,
    view_url: viewUrl,
    unsubscribe_url: unsubscribeUrl,
  };
}
