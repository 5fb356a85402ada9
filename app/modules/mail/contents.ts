import { z } from 'zod';
import { organizationRoles } from '~/modules/accounts/people/roles.ts';
import { factorChanges } from '~/modules/accounts/second-factors/changes.ts';
import { platforms } from '~/modules/campaigns/posts/platforms.ts';
import { describedCreditNote, describedOrder } from '~/modules/marketplace/invoices/schema.ts';
import { isolateName } from '~/utils/names.ts';
import { contactMessageContent } from './contact/letter.ts';
import { platformApprovalContent, platformRoleContent } from './platform.ts';
import { upgradeAskedContent, upgradeDecidedContent } from './upgrade.ts';

const cents = z.int();
/** Names stand between the words of a mail, which holds no markup for them. */
const name = z.string().transform(isolateName);
/** Null for an address that was never confirmed: the name may be a stranger's message to whoever reads it. */
const greetingName = name.nullable();
const moment = z.iso.datetime({ offset: true });
const role = z.enum(organizationRoles);
const currency = z.string().length(3);
const priceModel = z.enum(['FREE', 'ONE_TIME', 'MONTHLY', 'ANNUAL', 'USAGE_BASED', 'CUSTOM']);

function mail<Kind extends string, Content extends z.ZodType>(kind: Kind, content: Content) {
  return z.object({ kind: z.literal(kind), content });
}

/** The content of each kind of queued mail, as the functions of the database write it. Amounts in cents. */
const queuedMail = z.discriminatedUnion('kind', [
  mail('email-confirmation', z.object({ isChange: z.boolean() })),
  mail('email-changed', z.object({ name, email: z.string() })),
  mail('billing-email', z.object({})),
  mail('contact-message', contactMessageContent),
  mail(
    'billing-changed',
    z.object({
      organization: name,
      changedBy: name,
      number: z.string(),
      name,
      email: z.string(),
      street: z.string(),
      city: z.string(),
      state: z.string(),
      postalCode: z.string(),
    }),
  ),
  mail('order-confirmation', describedOrder),
  mail(
    'request-sent',
    z.object({
      requestId: z.uuid(),
      organization: name,
      requester: name,
      reason: z.string(),
      lines: z.array(z.object({ name, price: cents })),
      total: cents,
    }),
  ),
  mail(
    'request-decided',
    z.object({
      requestId: z.uuid(),
      organization: name,
      decision: z.enum(['APPROVED', 'DECLINED']),
      decidedBy: name,
      note: z.string().nullable(),
      orderNumber: z.string().nullable(),
      lines: z.array(z.object({ name })),
    }),
  ),
  mail(
    'renewal-warning',
    z.object({
      organization: name,
      tool: name,
      toolSlug: z.string(),
      endsAt: moment,
      daysLeft: z.int(),
      renews: z.boolean(),
      price: cents,
      /** The bundle at whose rate the price is; null for the price of the tool by itself. */
      bundle: name.nullable(),
      currency,
      priceModel,
      usageUnit: z.string().nullable().default(null),
      unitsIncluded: z.int().nullable().default(null),
      unitPrice: cents.nullable().default(null),
    }),
  ),
  mail('purchase-expired', z.object({ organization: name, tool: name, toolSlug: z.string(), endedAt: moment })),
  mail(
    'refund',
    z.object({
      creditNote: describedCreditNote,
      order: describedOrder,
    }),
  ),
  mail(
    'invoice-reminder',
    z.object({ order: describedOrder, daysLeft: z.int(), suspendsOn: z.iso.date(), isSuspended: z.boolean() }),
  ),
  mail(
    'reid-alert',
    z.object({
      alertId: z.uuid(),
      name,
      organization: name,
      /** The person who made the alert; null for one of the organization. */
      addedBy: name.nullable(),
      frequency: z.enum(['IMMEDIATE', 'DAILY', 'WEEKLY', 'MONTHLY']),
      /** One for each event, the newest first. */
      sentences: z.array(z.string()).min(1),
      /** Events that are not listed. */
      more: z.int(),
    }),
  ),
  mail(
    'market-report',
    z.object({ organization: name, report: name, reportId: z.uuid(), insights: z.array(z.string()) }),
  ),
  mail(
    'campaign-email-failed',
    z.object({ emailId: z.uuid(), name, organization: name, state: z.enum(['FAILED', 'PAUSED']), reason: z.string() }),
  ),
  mail(
    'campaign-post-due',
    z.object({
      organization: name,
      campaign: name,
      postId: z.uuid(),
      platform: z.enum(platforms),
      /** Its beginning. */
      text: z.string(),
      /** Why it could not be published; null where it waits for a person. */
      problem: z.string().nullable(),
    }),
  ),
  mail('password-reset', z.object({ name: greetingName })),
  mail('sign-in', z.object({ name: greetingName })),
  mail('invitation', z.object({ organization: name, invitedBy: name, role })),
  mail('new-device', z.object({ name, device: z.string().nullable(), country: z.string().nullable(), at: moment })),
  mail('signed-out', z.object({ name, at: moment })),
  mail('password-changed', z.object({ name, by: z.enum(['LINK', 'ACCOUNT']), at: moment })),
  mail(
    'role-changed',
    z.object({
      organization: name,
      person: name,
      /** Whether the mail goes to the person themselves. */
      isReader: z.boolean(),
      /** Null for somebody who was removed. */
      role: role.nullable(),
      /** Null for somebody who accepted an invitation; then it is `changedBy` who invited them. */
      formerRole: role.nullable(),
      changedBy: name,
      at: moment,
    }),
  ),
  mail('platform-role', platformRoleContent),
  mail('platform-approval', platformApprovalContent),
  mail('upgrade-asked', upgradeAskedContent),
  mail('upgrade-decided', upgradeDecidedContent),
  mail('account-deleted', z.object({ closing: z.array(name) })),
  mail('organization-closing', z.object({ organization: name, person: name, closingAt: moment })),
  mail('organization-kept-open', z.object({ organization: name, person: name })),
  mail(
    'second-factor-changed',
    z.object({
      /** Of the person whose factor it is. */
      name,
      change: z.enum(factorChanges),
      /** Recovery codes that are left. */
      codesLeft: z.int(),
      /** The browser it was done with; null where that is not known. */
      device: z.string().nullable(),
    }),
  ),
  mail('second-factor-required', z.object({ name, organization: name, from: z.iso.date() })),
  mail('second-factors-reset', z.object({ name, reason: z.string() })),
  mail('payment-abandoned', z.object({ number: z.string(), organization: name, lines: z.array(z.object({ name })) })),
]);

/** A queued mail, its content of the shape that its kind has. */
export type QueuedMail = z.infer<typeof queuedMail>;

/** The content of a mail of this kind. */
export type ContentOf<Kind extends QueuedMail['kind']> = Extract<QueuedMail, { kind: Kind }>['content'];

/**
 * Checks a mail from the queue.
 * @throws Error naming each field that is wrong
 */
export function parseQueuedMail({ kind, content }: { kind: string; content: unknown }): QueuedMail {
  const parsed = queuedMail.safeParse({ kind, content });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The content of this mail is not that of its kind. ${problems.join('; ')}`);
}
