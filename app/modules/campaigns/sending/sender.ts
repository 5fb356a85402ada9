import type { Sender } from '~/services/mail-transport.server.ts';

/** The sender as an email's snapshot has it. */
export interface FrozenSender {
  fromName: string;
  fromEmail: string;
  replyTo: string | null;
  organizationSlug: string;
}

/** Who a message is from, and who gets the answers. */
export interface DecidedSender {
  from: Sender;
  replyTo: string | undefined;
}

/**
 * Decides who messages are from: the organization's own address where its domain may be sent from, otherwise an address of ours, and the
 * answers go to theirs.
 * @param ownDomain   the domain of the address, verified; undefined for one that may not be sent from
 * @param fromDomain  ours
 */
export function decideSender(frozen: FrozenSender, ownDomain: string | undefined, fromDomain: string): DecidedSender {
  const { fromName: name, fromEmail, replyTo, organizationSlug } = frozen;
  if (ownDomain !== undefined) return { from: { name, address: fromEmail }, replyTo: replyTo ?? undefined };
  return { from: { name, address: `${organizationSlug}@${fromDomain}` }, replyTo: replyTo ?? fromEmail };
}
