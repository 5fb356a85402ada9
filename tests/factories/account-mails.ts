import { expect, vi } from 'vitest';
import type { TestWorker } from '../setup/worker.ts';

/** The newest mail to somebody whose subject matches, once it is there. */
export function waitForMail({ outbox }: Pick<TestWorker, 'outbox'>, email: string, subject: RegExp, after = 0) {
  return vi.waitFor(() => {
    const found = outbox.messages().filter((mail) => mail.to === email && subject.test(mail.subject));
    expect(found.length, `mails to ${email} about ${subject}`).toBeGreaterThan(after);
    const [newest] = found;
    if (!newest) throw new Error(`There is no mail to ${email}.`);
    return newest;
  }, 10_000);
}

/** The path of the first link in a mail. */
export const linkOf = ({ text }: { text: string }) => new URL(/http\S+/.exec(text)?.[0] ?? '').pathname;
