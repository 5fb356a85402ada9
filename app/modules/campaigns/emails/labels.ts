import type { emailCampaignStatus } from '#db/schema/campaigns/email.ts';

export type EmailStatus = (typeof emailCampaignStatus.enumValues)[number];

/** The states of an email in words. */
export const emailStatusLabels = {
  DRAFT: 'Draft',
  SCHEDULED: 'Scheduled',
  SENDING: 'Sending',
  PAUSED: 'Paused',
  SENT: 'Sent',
  FAILED: 'Failed',
} as const satisfies Record<EmailStatus, string>;

/** The hue of each state. */
export const emailStatusHues = {
  DRAFT: 'neutral',
  SCHEDULED: 'info',
  SENDING: 'info',
  PAUSED: 'warning',
  SENT: 'success',
  FAILED: 'danger',
} as const satisfies Record<EmailStatus, string>;

/** Whether an email may be changed: what is scheduled stays as it is. */
export const isEditable = (status: EmailStatus) => status === 'DRAFT' || status === 'FAILED';
