import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

const certificate = (name: string) => readFileSync(new URL(`./certificates/${name}`, import.meta.url), 'utf8');

/** Of the mail server, for `localhost`; signed by itself, so a Worker has to be told to trust it. */
export const mailServerCertificate = certificate('localhost.pem');

const user = 'lotline@mail.test';
const password = 'p@ss:word/ü';

/** A message as the server took it. */
export interface ReceivedMail {
  /** Of the envelope. */
  from: string;
  to: string[];
  raw: string;
  email: Email;
  /** Whether it came over TLS, from somebody who had signed in. */
  secure: boolean;
  user: string;
}

/** The server's ways with a message. Numbers are SMTP replies. */
export interface Manners {
  recipient?: number;
  content?: number;
  /** Takes the message, and hangs up instead of saying so. */
  hangsUpAfterContent?: boolean;
  /** What goes wrong with the message to somebody; asked once for each attempt. */
  fault?: (recipient: string) => MailFault | undefined;
}

/**
 * What goes wrong with one message: a refusal of its recipient by that reply; hanging up before its content, or once it is taken; or
 * taking it and saying nothing for ever.
 */
export type MailFault = number | 'cut-before' | 'cut-after' | 'hang';

/** A real mail server on a real port. */
export interface MailServer {
  /** For SMTP_URL. */
  url: string;
  received: ReceivedMail[];
  /** How often somebody connected. */
  connections: number;
  /** How it behaves from now on. */
  manners: Manners;
  stop(): Promise<void>;
}

/** Starts a mail server that wants TLS and a password. */
export async function startMailServer({ secure = false, port = 0 } = {}): Promise<MailServer> {
  const sockets = new Map<number, Socket>();
  const faults = new Map<string, MailFault | undefined>();
  const refuse = (reply: number) => Object.assign(new Error('Not now.'), { responseCode: reply });
  const smtp = new SMTPServer({
    key: certificate('localhost.key'),
    cert: mailServerCertificate,
    secure,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: (auth, _session, done) =>
      auth.username === user && auth.password === password
        ? done(null, { user: auth.username })
        : done(new Error('Wrong user or password.')),
    onRcptTo({ address }, session, done) {
      const fault = server.manners.fault?.(address);
      faults.set(session.id, fault);
      if (fault === 'cut-before') return sockets.get(session.remotePort)?.destroy();
      const reply = typeof fault === 'number' ? fault : server.manners.recipient;
      return reply ? done(refuse(reply)) : done();
    },
    onData(stream, session, done) {
      // A client that goes away in the middle of a message has sent none.
      take(stream, session, done).catch(() => done(refuse(451)));
    },
  });

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession, done: (error?: Error) => void) {
    const raw = await buffer(stream);
    if (server.manners.content) return done(refuse(server.manners.content));
    const { mailFrom, rcptTo } = session.envelope;
    server.received.push({
      from: mailFrom ? mailFrom.address : '',
      to: rcptTo.map(({ address }) => address),
      raw: raw.toString('latin1'),
      email: await PostalMime.parse(raw),
      secure: session.secure,
      user: String(session.user),
    });
    const fault = faults.get(session.id);
    if (fault === 'hang') return;
    if (fault === 'cut-after') return sockets.get(session.remotePort)?.destroy();
    if (!server.manners.hangsUpAfterContent) return done();
    for (const socket of sockets.values()) socket.destroy();
  }

  // A client that hangs up, or does not like the certificate, is what some tests are about.
  smtp.on('error', () => {});
  smtp.server.on('connection', (socket: Socket) => {
    server.connections += 1;
    const { remotePort: port = 0 } = socket;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
    // What is still written to a client that is gone.
    socket.on('error', () => {});
  });
  smtp.listen(port, '127.0.0.1');
  await once(smtp.server, 'listening');
  const address = smtp.server.address();
  const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  const server: MailServer = {
    url: `${secure ? 'smtps' : 'smtp'}://${credentials}@localhost:${typeof address === 'object' ? address?.port : port}`,
    received: [],
    connections: 0,
    manners: {},
    async stop() {
      const closed = new Promise<void>((resolve) => smtp.close(() => resolve()));
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
  return server;
}
