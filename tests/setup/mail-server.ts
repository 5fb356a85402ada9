import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

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
}

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
  const sockets = new Set<Socket>();
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
    onRcptTo: (_address, _session, done) =>
      server.manners.recipient ? done(refuse(server.manners.recipient)) : done(),
    async onData(stream, session, done) {
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
      if (!server.manners.hangsUpAfterContent) return done();
      for (const socket of sockets) socket.destroy();
    },
  });
  // A client that hangs up, or does not like the certificate, is what some tests are about.
  smtp.on('error', () => {});
  smtp.server.on('connection', (socket: Socket) => {
    server.connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
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
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return server;
}
