import { type FactsByRoute, nobody } from './facts.ts';

export const campaignSendingPages = {
  'webhooks.mail.resend.ts': {
    address: '/webhooks/mail/resend',
    may: nobody,
    otherwise: 'missing',
    statements: 0,
    badForm: 'missing',
    actsFor: 'platform',
  },
} as const satisfies FactsByRoute;
