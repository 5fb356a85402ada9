import { once } from 'node:events';
import net from 'node:net';
import { Readable } from 'node:stream';
import tls from 'node:tls';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { loadMailLibrary } from './mail-library.server.ts';
import { composeMessage } from './mail-message.server.ts';
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
  let ahead: { message: Message; written: Promise<Buffer> } | undefined;
  const write = (message: Message) => {
    const from = message.from ?? sender;
    return composeMessage(message, from, domainOf(from.address));
  };
  return {
    async send(message, next) {
      const content = Readable.from(await (ahead?.message === message ? ahead.written : write(message)));
      let handedOver = false;
      content.once('end', () => {
        handedOver = true;
      });
      const envelope = { from: message.returnPath ?? (message.from ?? sender).address, to: [message.to] };
      const sent = step(connection, (done) => connection.send(envelope, content, done));
      ahead = next && { message: next, written: afterWaiting(() => write(next)) };
      try {
        await sent;
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

/** Does a piece of work once what waits to go out has gone. A failure shows to whoever asks for the result. */
function afterWaiting<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = new Promise<void>((resolve) => setImmediate(resolve)).then(work);
  result.catch(() => {});
  return result;
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
