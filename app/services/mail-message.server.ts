import type MimeNode from 'nodemailer/lib/mime-node';
import { signMessage } from './dkim.server.ts';
import { loadMailLibrary } from './mail-library.server.ts';
import type { Message, Sender } from './mail-transport.server.ts';

type MailLibrary = Awaited<ReturnType<typeof loadMailLibrary>>;

/**
 * The message as it is sent: headers, text and HTML as alternatives, then the files; signed where there is a key.
 * @param domain  of its Message-ID
 */
export async function composeMessage(
  { to, subject, text, html, attachments = [], unsubscribe, id, replyTo, headers, dkim }: Message,
  sender: Sender,
  domain: string,
): Promise<Buffer> {
  const library = await loadMailLibrary();
  const composer = new library.MailComposer({
    from: sender,
    // As an object, so that nothing in it is read as a second address.
    to: { name: '', address: to },
    ...(replyTo !== undefined && { replyTo: { name: '', address: replyTo } }),
    subject,
    text: endLines(text),
    html: endLines(html),
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
  const root = composer.compile();
  // The library's streams take ten times as long as writing its parts at once. Only files need them.
  const message = attachments.length > 0 ? await root.build() : Buffer.from(writePart(root, library));
  return dkim ? signMessage(message, dkim) : message;
}

/** A text whose lines end as they do in mail, so that its signature holds whatever the connection would change. */
const endLines = (text: string) => text.replaceAll(/\r\n?|\n/g, '\r\n');

/** Writes a part of a message that holds texts only, with the parts in it. */
function writePart(part: MimeNode, library: MailLibrary): string {
  const headers = `${part.buildHeaders()}\r\n\r\n`;
  if (!part.multipart) return `${headers}${encodeContent(part, library)}`;
  const between = `--${part.boundary}`;
  const parts = part.childNodes.map((child) => `${between}\r\n${writePart(child, library)}\r\n`);
  return `${headers}${parts.join('')}${between}--\r\n`;
}

/** Encodes the text of a part as its headers say. */
function encodeContent(part: MimeNode, { base64, quotedPrintable }: MailLibrary): string {
  const { content } = part;
  if (typeof content !== 'string') throw new Error('A part of a message is no text.');
  switch (part.getTransferEncoding()) {
    case 'quoted-printable':
      return quotedPrintable.wrap(quotedPrintable.encode(content));
    case 'base64':
      return base64.wrap(base64.encode(content));
    default:
      return content;
  }
}
