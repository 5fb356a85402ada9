import { z } from 'zod';

/** What somebody wants who opened the page of a token. */
export type Choice = { what: 'ALL' } | { what: 'LIST'; listId: string } | { what: 'KEEP' };

/** The field that says so, and its value, in the words of RFC 8058. A page of ours and a mail program send the same. */
export const oneClick = { name: 'List-Unsubscribe', value: 'One-Click' } as const;

/**
 * Reads what a form asks for.
 * @returns undefined for a form that asks for nothing known
 */
export function readChoice(form: FormData): Choice | undefined {
  if (form.get(oneClick.name) === oneClick.value) return { what: 'ALL' };
  switch (form.get('intent')) {
    case 'keep':
      return { what: 'KEEP' };
    case 'leave-list': {
      const listId = z.guid().safeParse(form.get('list')).data;
      return listId === undefined ? undefined : { what: 'LIST', listId };
    }
    default:
      return undefined;
  }
}

/** An address that its owner knows again and nobody else learns: its first letter and its domain. */
export function maskAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${[...email.slice(0, at)][0] ?? ''}…${email.slice(at)}`;
}
