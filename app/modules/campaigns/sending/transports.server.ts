import type { Environment } from '~/services/environment.server.ts';
import { connectToOutbox } from '~/services/mailer.server.ts';
import { connectToSmtp } from '~/services/smtp.server.ts';
import { createOutboxTransport } from './outbox-transport.server.ts';
import { createResendTransport } from './resend-transport.server.ts';
import { createSmtpTransport } from './smtp-transport.server.ts';
import type { CampaignTransport } from './transport.ts';

/** The settings that sending needs, all of them there. */
export interface SendingSettings {
  openTransport: () => CampaignTransport;
  fromDomain: string;
  bounceDomain: string;
  secrets: readonly [string, ...string[]];
}

/** Reads the settings of sending; undefined where campaigns' mail has no way out. */
export function readSendingSettings(environment: Environment): SendingSettings | undefined {
  const { CAMPAIGN_FROM_DOMAIN: fromDomain, BOUNCE_DOMAIN: bounceDomain, TRACKING_SECRETS = [] } = environment;
  const [newest, ...older] = TRACKING_SECRETS;
  const openTransport = chooseTransport(environment);
  if (!openTransport || !fromDomain || !bounceDomain || newest === undefined) return undefined;
  return { openTransport, fromDomain, bounceDomain, secrets: [newest, ...older] };
}

function chooseTransport(environment: Environment): (() => CampaignTransport) | undefined {
  const { OUTBOX_URL, SMTP_URL, MAIL_FROM, RESEND_API_KEY, RESEND_API_URL, RESEND_DOMAINS, SEND_LEASE_SECONDS } =
    environment;
  // A server that says nothing for that long leaves time to settle within the lease.
  const silence = SEND_LEASE_SECONDS * 250;
  switch (environment.CAMPAIGN_TRANSPORT) {
    case 'outbox':
      return OUTBOX_URL ? () => createOutboxTransport(connectToOutbox(OUTBOX_URL)) : undefined;
    case 'smtp':
      return SMTP_URL && MAIL_FROM
        ? () => createSmtpTransport(() => connectToSmtp(SMTP_URL, MAIL_FROM, silence))
        : undefined;
    case 'resend':
      return RESEND_API_KEY
        ? () =>
            createResendTransport({
              key: RESEND_API_KEY,
              url: RESEND_API_URL ?? 'https://api.resend.com',
              domains: RESEND_DOMAINS,
              timeLimit: silence,
            })
        : undefined;
    case undefined:
      return undefined;
  }
}
