/** What a mail that came back says of the message it is about. */
export interface MailReport {
  kind: 'BOUNCE' | 'COMPLAINT';
  /** The mail server's words, with their status code in front; null for a complaint. */
  reason: string | null;
  /** Where the message was sent from, as the report says: the return path. */
  originalSender: string | undefined;
}

/** A part of a report, by its type. */
export interface ReportPart {
  type: string;
  text: string;
}

/**
 * Reads the parts of a report: RFC 3464 for mail that could not be delivered, RFC 5965 for complaints.
 * @returns undefined for anything else, and for news that a message is only delayed, was delivered, or was relayed
 */
export function readReport(parts: readonly ReportPart[]): MailReport | undefined {
  const find = (type: string) => parts.find((part) => part.type === type)?.text;
  const complaint = find('message/feedback-report');
  if (complaint !== undefined) {
    const [fields] = readFields(complaint);
    // Other types, such as not-spam, are no complaint.
    if (fields?.get('feedback-type')?.toLowerCase() !== 'abuse') return undefined;
    return { kind: 'COMPLAINT', reason: null, originalSender: readAddress(fields.get('original-mail-from')) };
  }
  const status = find('message/delivery-status');
  if (status === undefined) return undefined;
  for (const fields of readFields(status)) {
    if (fields.get('action')?.toLowerCase() !== 'failed') continue;
    const code = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0];
    const diagnosis = fields.get('diagnostic-code')?.replace(/^[\w-]+\s*;\s*/, '');
    const reason = [code, diagnosis].filter((one) => one !== undefined && one !== '').join(' ');
    return { kind: 'BOUNCE', reason: reason || 'It came back without a reason.', originalSender: undefined };
  }
  return undefined;
}

/** Groups of fields with an empty line between them; names in lower case, each with its first value. */
function readFields(text: string): Map<string, string>[] {
  const unfolded = text.replaceAll('\r\n', '\n').replaceAll(/\n[ \t]+/g, ' ');
  return unfolded.split(/\n\s*\n/).map((group) => {
    const fields = new Map<string, string>();
    for (const line of group.split('\n')) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon).trim().toLowerCase();
      if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
    }
    return fields;
  });
}

/** The address in angle brackets, or the whole of a value without. */
function readAddress(value: string | undefined): string | undefined {
  return value === undefined ? undefined : (/<([^<>]*)>/.exec(value)?.[1] ?? value).trim();
}
