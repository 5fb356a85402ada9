import { z } from 'zod';
import { findStatusCode } from '~/modules/campaigns/sending/outcomes.ts';
import type { DeliveryEvent } from './commands.server.ts';

/** Tags come back as they were sent, or as an object of their names and values. */
const tagsSchema = z
  .union([z.record(z.string(), z.string()), z.array(z.object({ name: z.string(), value: z.string() }))])
  .transform((tags) => (Array.isArray(tags) ? Object.fromEntries(tags.map(({ name, value }) => [name, value])) : tags));

const eventSchema = z.object({
  type: z.string(),
  data: z.object({
    tags: tagsSchema.optional(),
    bounce: z
      .object({ message: z.string().default(''), type: z.string().default(''), subType: z.string().default('') })
      .optional(),
    failed: z.object({ reason: z.string() }).optional(),
  }),
});

/** An event of Resend, and the delivery it is about. */
export interface ResendEvent {
  deliveryId: string;
  event: DeliveryEvent;
}

/**
 * Reads an event of Resend.
 * @param id  its name of the event
 * @returns undefined for an event of other mail, and for one that tells nothing of a delivery
 */
export function readResendEvent(id: string, body: unknown): ResendEvent | undefined {
  const parsed = eventSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { type, data } = parsed.data;
  const deliveryId = z.uuid().safeParse(data.tags?.delivery).data;
  if (deliveryId === undefined) return undefined;
  const tell = (kind: DeliveryEvent['kind'], reason: string | null): ResendEvent => ({
    deliveryId,
    event: { kind, reason, externalId: `resend:${id}` },
  });
  switch (type) {
    case 'email.delivered':
      return tell('DELIVERY', null);
    case 'email.complained':
      return tell('COMPLAINT', null);
    case 'email.bounced':
      return tell('BOUNCE', describeBounce(data.bounce ?? { message: '', type: '', subType: '' }));
    case 'email.failed':
      return tell('BOUNCE', data.failed?.reason || 'The provider could not send it.');
    default:
      return undefined;
  }
}

/** The words of a bounce with a status code in front: the server's, or the one that fits the provider's kind of bounce. */
function describeBounce({ message, type, subType }: { message: string; type: string; subType: string }): string {
  const code = findStatusCode(message) ?? guessCode(type, subType);
  return [code, message || `${type} ${subType}`.trim()].filter((one) => one).join(' ');
}

function guessCode(type: string, subType: string): string | undefined {
  // On its own list of addresses that bounced: mail to them is not even tried.
  if (/suppress/i.test(subType)) return '5.1.1';
  if (type === 'Permanent') return subType === 'General' || subType === 'NoEmail' ? '5.1.1' : '5.0.0';
  if (type === 'Transient') return subType === 'MailboxFull' ? '5.2.2' : '4.0.0';
  return undefined;
}
