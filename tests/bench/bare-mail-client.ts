import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from '../../app/services/smtp.server.ts';

/** A message as its bytes, with its envelope. */
export interface BareMessage {
  from: string;
  to: string;
  raw: Buffer;
}

/**
 * Sends messages over one connection, each signed right before, and does nothing else: the limit of what can be sent.
 * @param sign  signs the bytes of a message
 * @throws when one is not taken
 */
export async function sendBare(
  { host, port, secure, user, password }: SmtpServer,
  messages: readonly BareMessage[],
  sign: (raw: Buffer) => Promise<Buffer>,
): Promise<void> {
  const connection = new SMTPConnection({ host, port, secure, requireTLS: !secure });
  const step = (run: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => run((error) => (error ? reject(error) : resolve())));
  await step((done) => connection.connect(done));
  await step((done) => connection.login({ user, pass: password }, done));
  for (const { from, to, raw } of messages) {
    const signed = await sign(raw);
    await step((done) => connection.send({ from, to: [to] }, signed, done));
  }
  connection.quit();
}
