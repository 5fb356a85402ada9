import { z } from 'zod';
import type { SystemContext } from '~/load-context.ts';
import { readCompiled } from '~/modules/campaigns/emails/compiled.ts';
import { type DkimKey, readDkimKey } from '~/services/dkim.server.ts';
import type { LaneRules } from './hand-over.server.ts';
import type { LaneContent } from './message.server.ts';
import { findLane } from './queries.server.ts';
import { decideSender } from './sender.ts';
import type { CampaignTransport } from './transport.ts';
import { readSendingSettings } from './transports.server.ts';

const snapshotSchema = z.object({
  fromName: z.string(),
  fromEmail: z.string(),
  replyTo: z.string().nullable(),
  organizationSlug: z.string(),
});

/** What a lane works with. */
export interface OpenLane {
  content: LaneContent;
  rules: LaneRules;
  transport: CampaignTransport;
  startedAt: string;
}

/**
 * Reads the email of a lane and chooses its transport and sender.
 * @returns NOT_SENDING for an email that is not being sent, or where sending is off; UNREADABLE where its content or the key of its domain
 *   cannot be read
 */
export async function openLane(
  { environment, database, tenantSecrets }: Pick<SystemContext, 'environment' | 'database' | 'tenantSecrets'>,
  emailId: string,
): Promise<OpenLane | 'NOT_SENDING' | 'UNREADABLE'> {
  const settings = readSendingSettings(environment);
  if (!settings || environment.CAMPAIGN_SENDING === 'off') return 'NOT_SENDING';
  const { found } = await database.read((handle) => ({ found: findLane(handle, emailId) }));
  const [email] = found;
  if (!email) return 'NOT_SENDING';
  const compiled = readCompiled(email.compiled);
  const snapshot = snapshotSchema.safeParse(email.snapshot);
  if (!compiled || !snapshot.success) return 'UNREADABLE';

  const { fromDomain, bounceDomain, secrets } = settings;
  const transport = settings.openTransport();
  const { domain, domainId, selector, sealedPrivateKey } = email;
  const isOwn = domain !== null && transport.sendsFrom(domain);
  let dkim = transport.isSigned ? readOwnKey(environment) : undefined;
  if (isOwn && transport.isSigned) {
    const pem = await tenantSecrets.open(sealedPrivateKey ?? '', `sending_domains:${domainId}`);
    // Unsigned, mail from their domain would look forged.
    if (pem === undefined) return 'UNREADABLE';
    dkim = readDkimKey({ domain, selector: selector ?? '', pem });
  }
  return {
    transport,
    startedAt: email.startedAt,
    content: {
      emailId,
      campaignId: email.campaignId,
      organizationId: email.organizationId,
      organizationSlug: snapshot.data.organizationSlug,
      compiled,
      sender: decideSender(snapshot.data, isOwn ? domain : undefined, fromDomain),
      dkim,
      publicUrl: environment.PUBLIC_URL,
      bounceDomain,
      fromDomain,
    },
    rules: {
      leaseSeconds: environment.SEND_LEASE_SECONDS,
      rate: environment.SEND_RATE,
      groupRate: environment.SEND_GROUP_RATE,
      repeatsUnknown: transport.repeatsUnknown,
      secrets,
    },
  };
}

/** The key of our own domain; undefined where the mail server signs for it. */
function readOwnKey({
  CAMPAIGN_FROM_DOMAIN: domain,
  CAMPAIGN_DKIM_SELECTOR: selector,
  CAMPAIGN_DKIM_KEY: pem,
}: SystemContext['environment']): DkimKey | undefined {
  return domain && selector && pem ? readDkimKey({ domain, selector, pem }) : undefined;
}
