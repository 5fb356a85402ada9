import type { Environment } from './environment.server.ts';
import { type MailConnection, MailError, type Mailer, type Message } from './mail-transport.server.ts';
import { connectToSmtp } from './smtp.server.ts';

/** The mailer of this environment. Without a transport, sending throws. */
export function createMailer({ OUTBOX_URL, SMTP_URL, MAIL_FROM }: Environment): Mailer {
  if (OUTBOX_URL) return createMailerOver(async () => connectToOutbox(OUTBOX_URL));
  if (SMTP_URL && MAIL_FROM) return createMailerOver(() => connectToSmtp(SMTP_URL, MAIL_FROM));
  return {
    ...createMailerOver(() =>
      Promise.reject(new MailError('No mail transport is configured: set SMTP_URL and MAIL_FROM.', 'temporary')),
    ),
    isConfigured: false,
  };
}

function createMailerOver(connect: () => Promise<MailConnection>): Mailer {
  return {
    isConfigured: true,
    connect,
    async send(message) {
      const connection = await connect();
      try {
        await connection.send({ ...message, id: crypto.randomUUID() });
      } finally {
        await connection.close();
      }
    },
  };
}

/** Collects mail in the outbox of the development machine, readable at `/outbox`. */
export function connectToOutbox(outboxUrl: string): MailConnection {
  return {
    async send({ id, to, subject, text, html, unsubscribe, attachments = [], ...written }) {
      const files = attachments.map(({ name, type, content }) => ({
        name,
        type,
        content: Buffer.from(content).toString('base64'),
      }));
      const headers = listHeaders(id, written);
      const response = await fetch(`${outboxUrl}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ to, subject, text, html, unsubscribe, headers, attachments: files }),
      }).catch((error: unknown) => {
        throw new MailError(String(error), 'unknown');
      });
      if (!response.ok) throw new MailError(`The outbox refused a message: ${response.status}`, 'permanent');
    },
    close: () => Promise.resolve(),
  };
}

/** The headers of a message that brings its own. */
function listHeaders(id: string, { from, replyTo, returnPath, headers }: Partial<Message>): Record<string, string> {
  if (!from || !headers) return {};
  return {
    From: `${from.name} <${from.address}>`,
    ...(replyTo !== undefined && { 'Reply-To': replyTo }),
    ...(returnPath !== undefined && { 'Return-Path': `<${returnPath}>` }),
    'Message-ID': `<${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    ...headers,
  };
}
