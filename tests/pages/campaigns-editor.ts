import { type FactsByRoute, nobody, people, workers } from './facts.ts';

export const campaignEditorPages = {
  // A form with every block of the email, its audience and a plan.
  'campaigns.emails.$emailId.tsx': {
    formBytes: 700_000,
    address: '/campaigns/emails/:emailDraft',
    may: people,
    statements: 7,
    html: 60_000,
  },
  'campaigns.emails.$emailId_.preview.ts': {
    formBytes: 700_000,
    address: '/campaigns/emails/:emailDraft/preview',
    also: ['/campaigns/emails/:emailDraft/preview?as=text'],
    may: people,
    statements: 6,
    badForm: 'taken',
    isFramed: true,
  },
  'campaigns.emails.$emailId_.send.tsx': {
    address: '/campaigns/emails/:emailDraft/send',
    may: workers,
    statements: 4,
  },
  // Of a picture whose file is not there: tests/campaigns/pictures.test.ts has one that is.
  'i.$key.ts': { address: '/i/:emailPicture', may: nobody, otherwise: 'missing', statements: 0 },
} as const satisfies FactsByRoute;
