import type { RequestContext } from '~/load-context.ts';
import { subscriptionMail } from '~/modules/mail/subscription-mail.ts';
import { runInBackground } from '~/services/background.server.ts';

interface Confirmation {
  to: string;
  organization: string;
  wording: string;
  /** That the mail brings, and nothing keeps. */
  token: string;
}

/** Sends somebody the mail by which they confirm that they asked to be written to, after the answer: its time tells nothing. */
export function sendConfirmationSoon(context: RequestContext, { token, ...about }: Confirmation): void {
  const url = `${context.environment.PUBLIC_URL}/f/confirm/${token}`;
  runInBackground(context, 'sign-up confirmation', () => context.mailer.send(subscriptionMail({ ...about, url })));
}
