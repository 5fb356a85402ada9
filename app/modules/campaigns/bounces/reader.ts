import PostalMime from 'postal-mime';
import type { ReportPart } from './report.ts';

// Beside the Worker: it is loaded with the first mail that comes back.

/** The parts of a mail that a report is made of, and its Message-ID. */
export interface ReadMail {
  messageId: string | undefined;
  parts: ReportPart[];
}

const reportTypes = ['message/delivery-status', 'message/feedback-report'];

/**
 * Takes a mail apart.
 * @returns undefined for what is no mail
 */
export async function readMail(raw: Uint8Array): Promise<ReadMail | undefined> {
  try {
    const { messageId, attachments } = await PostalMime.parse(raw, {
      forceRfc822Attachments: true,
      maxNestingDepth: 20,
      maxHeadersSize: 256_000,
    });
    const parts = attachments
      .filter(({ mimeType }) => reportTypes.includes(mimeType))
      .map(({ mimeType, content }) => ({
        type: mimeType,
        text: typeof content === 'string' ? content : new TextDecoder().decode(content),
      }));
    return { messageId, parts };
  } catch {
    // The parser throws for mail that is nested too deeply, or made to be read for ever: nothing of it is a report.
    return undefined;
  }
}
