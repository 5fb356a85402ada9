import type { Environment } from './environment.server.ts';

export interface Message {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Sends mail. Called after the transaction that it speaks of has committed. */
export interface Mailer {
  /** @throws Error when the message was not taken */
  send(message: Message): Promise<void>;
}

/** Collects mail in the outbox of the development machine, readable at `/outbox`. */
function createOutboxMailer(outboxUrl: string): Mailer {
  return {
    async send(message) {
      const response = await fetch(`${outboxUrl}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
      });
      if (!response.ok) throw new Error(`The outbox refused a message: ${response.status}`);
    },
  };
}

/** The mailer of this environment. Without one, sending fails, and says so in the log. */
export function createMailer(environment: Environment): Mailer {
  if (environment.OUTBOX_URL) return createOutboxMailer(environment.OUTBOX_URL);
  return {
    send: () => Promise.reject(new Error('No mail transport is configured: the message was not sent.')),
  };
}
