import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SMTPServer } from 'smtp-server';

const certificate = (name: string) => fileURLToPath(new URL(`../setup/certificates/${name}`, import.meta.url));

/** A mail server that takes everything and keeps nothing. */
export interface MailSink {
  /** For SMTP_URL. */
  url: string;
  /** Of its certificate, which is signed by itself. */
  certificateFile: string;
  stop(): Promise<void>;
}

/** Starts a mail server that wants TLS and any password. */
export async function startMailSink(): Promise<MailSink> {
  const certificateFile = certificate('localhost.pem');
  const server = new SMTPServer({
    key: readFileSync(certificate('localhost.key')),
    cert: readFileSync(certificateFile),
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
    onData(stream, _session, done) {
      stream.on('end', () => done());
      stream.resume();
    },
  });
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('The mail sink has no port.');
  return {
    url: `smtp://user:password@localhost:${address.port}`,
    certificateFile,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
