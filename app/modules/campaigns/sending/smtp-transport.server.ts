import { type MailConnection, MailError } from '~/services/mail-transport.server.ts';
import { describeOutcome, type Outcome, toOutcome } from './outcomes.ts';
import type { CampaignTransport } from './transport.ts';

/** Messages over one connection: servers do not like more. */
export const messagesEachConnection = 100;

/**
 * Sends over a mail server, one message after the other, over one connection as long as it holds.
 * @param connect  opens a connection to it
 */
export function createSmtpTransport(connect: () => Promise<MailConnection>): CampaignTransport {
  let connection: MailConnection | undefined;
  let sent = 0;

  /** Ends a connection that failed or is used up. */
  async function disconnect() {
    const old = connection;
    connection = undefined;
    sent = 0;
    await old?.close();
  }

  return {
    repeatsUnknown: false,
    isSigned: true,
    sendsFrom: () => true,
    async send({ messages, isOpen, mayBegin }) {
      const outcomes = new Map<string, Outcome>();
      let refusal: Outcome | undefined;
      const open = messages.filter(({ id }) => isOpen(id));
      for (const [place, message] of open.entries()) {
        if (!mayBegin()) refusal ??= describeOutcome('UNSENT', { reason: 'There was no time left.' });
        if (refusal) {
          outcomes.set(message.id, refusal);
          continue;
        }
        if (sent >= messagesEachConnection) await disconnect();
        try {
          connection ??= await connect();
        } catch (error) {
          // Nothing can go out at present, and nothing of this stride was tried.
          refusal = describeOutcome('UNSENT', { reason: toOutcome(error).reason, pauses: 'TRANSPORT' });
          outcomes.set(message.id, refusal);
          continue;
        }
        try {
          await connection.send(message, open[place + 1]);
          sent += 1;
          outcomes.set(message.id, describeOutcome('SENT'));
        } catch (error) {
          outcomes.set(message.id, toOutcome(error));
          if (endsConnection(error)) await disconnect();
        }
      }
      return outcomes;
    },
    close: disconnect,
  };
}

/** Whether nothing more can be sent over the connection: it failed, or the server closes it. */
function endsConnection(error: unknown): boolean {
  return error instanceof MailError && (error.reply === undefined || error.reply === 421);
}
