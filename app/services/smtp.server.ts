import { once } from 'node:events';
import net from 'node:net';
import { Readable } from 'node:stream';
import tls from 'node:tls';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { signMessage } from './dkim.server.ts';
import { loadMailLibrary } from './mail-library.server.ts';
import { type MailConnection, MailError, type Message, type Sender } from './mail-transport.server.ts';

/** Where and how to reach the mail server. Always over TLS, from the start or by STARTTLS, with its certificate checked. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS, before which nothing is sent. */
  secure: boolean;
  user: string;
  password: string;
}

// Work after the answer to a request may take 30 seconds in all.
const connectLimitInMilliseconds = 8_000;
const silenceLimitInMilliseconds = 12_000;

/**
 * Connects to a mail server and signs in.
 * @param silenceLimit  milliseconds for which the server may say nothing
 * @throws MailError
 */
export async function connectToSmtp(
  server: SmtpServer,
  sender: Sender,
  silenceLimit = silenceLimitInMilliseconds,
): Promise<MailConnection> {
  const { host, port, secure, user, password } = server;
  const { SmtpConnection } = await loadMailLibrary();
  const connection = new SmtpConnection({
    host,
    port,
    secure,
    secured: secure,
    requireTLS: !secure,
    connection: await openSocket(server).catch(failTemporarily),
    name: domainOf(sender.address),
    connectionTimeout: connectLimitInMilliseconds,
    greetingTimeout: connectLimitInMilliseconds,
    socketTimeout: silenceLimit,
  });
  // An error between two steps, such as a server that hangs up, shows at the next one.
  connection.on('error', () => {});
  const ended = new Promise<void>((resolve) => connection.once('end', resolve));
  try {
    await step(connection, (done) => connection.connect(done));
    await step(connection, (done) => connection.login({ user, pass: password }, done));
  } catch (error) {
    connection.close();
    return failTemporarily(error);
  }
  return {
    async send(message) {
      const from = message.from ?? sender;
      const content = Readable.from([await composeMessage(message, from, domainOf(from.address))]);
      let handedOver = false;
      content.once('end', () => {
        handedOver = true;
      });
      const envelope = { from: message.returnPath ?? from.address, to: [message.to] };
      try {
        await step(connection, (done) => connection.send(envelope, content, done));
      } catch (error) {
        throw toMailError(error, handedOver);
      }
    },
    close() {
      connection.quit();
      return ended;
    },
  };
}

/**
 * Opens the socket by the server's name. Left to itself, the library looks the name up and connects to the address, and
 * the runtime would compare the certificate with that.
 */
async function openSocket({ host, port, secure }: SmtpServer): Promise<net.Socket> {
  const socket = secure ? tls.connect({ host, port, servername: host }) : net.connect({ host, port });
  // The runtime's sockets add a listener at every change of their time limit, and would warn of a leak.
  socket.setMaxListeners(0);
  try {
    const signal = AbortSignal.timeout(connectLimitInMilliseconds);
    await once(socket, secure ? 'secureConnect' : 'connect', { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Runs one step of the dialogue. An event instead of the callback reports errors of the connection. */
function step(connection: SMTPConnection, run: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    run((error) => {
      connection.removeListener('error', reject);
      if (error) reject(error);
      else resolve();
    });
  });
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function failTemporarily(error: unknown): never {
  throw new MailError(describe(error), 'temporary', readReply(error).responseCode);
}

/** Turns a failure into its kind. Only a final refusal of the recipient or of the message is permanent. */
function toMailError(error: unknown, handedOver: boolean): MailError {
  const { responseCode, command } = readReply(error);
  if (responseCode === undefined) return new MailError(describe(error), handedOver ? 'unknown' : 'temporary');
  const refused = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
  return new MailError(describe(error), refused ? 'permanent' : 'temporary', responseCode);
}

/** The server's reply, if the failure was one. */
function readReply(error: unknown): { responseCode?: number; command?: string } {
  if (!(error instanceof Error)) return {};
  return {
    responseCode: 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined,
    command: 'command' in error && typeof error.command === 'string' ? error.command : undefined,
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The message as it is sent: headers, text and HTML as alternatives, then the files; signed where there is a key. */
export async function composeMessage(
  { to, subject, text, html, attachments = [], unsubscribe, id, replyTo, headers, dkim }: Message,
  sender: Sender,
  domain: string,
): Promise<Buffer> {
  const { MailComposer } = await loadMailLibrary();
  const composer = new MailComposer({
    from: sender,
    // As an object, so that nothing in it is read as a second address.
    to: { name: '', address: to },
    ...(replyTo !== undefined && { replyTo: { name: '', address: replyTo } }),
    subject,
    text,
    html,
    attachments: attachments.map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content),
    })),
    messageId: `<${id}@${domain}>`,
    date: new Date(),
    headers: headers ?? {
      // Marks the mail as automatic, so that no out-of-office note answers it.
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe && {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = await composer.compile().build();
  return dkim ? signMessage(message, dkim) : message;
}
