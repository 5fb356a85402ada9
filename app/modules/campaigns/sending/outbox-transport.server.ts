import type { MailConnection } from '~/services/mail-transport.server.ts';
import { describeOutcome, type Outcome, toOutcome } from './outcomes.ts';
import type { CampaignTransport } from './transport.ts';

/** Puts messages into the outbox of the development machine, with their headers. */
export function createOutboxTransport(outbox: MailConnection): CampaignTransport {
  return {
    repeatsUnknown: false,
    isSigned: false,
    sendsFrom: () => true,
    async send({ messages, isOpen, mayBegin }) {
      const outcomes = new Map<string, Outcome>();
      for (const message of messages) {
        if (!isOpen(message.id)) continue;
        outcomes.set(message.id, mayBegin() ? await put(outbox, message) : describeOutcome('UNSENT'));
      }
      return outcomes;
    },
    close: outbox.close,
  };
}

const put = (outbox: MailConnection, message: Parameters<MailConnection['send']>[0]) =>
  outbox.send(message).then(() => describeOutcome('SENT'), toOutcome);
