/** What a message to the people behind the site is about. */
export const contactTopics = {
  QUESTION: 'A question before buying',
  TOOLS: 'Help with a tool',
  BILLING: 'Orders and invoices',
  ACCOUNT: 'Account and sign-in',
  PRIVACY: 'Privacy and data',
  OTHER: 'Something else',
} as const;
type ContactTopic = keyof typeof contactTopics;

export const contactTopicNames = [
  'QUESTION',
  'TOOLS',
  'BILLING',
  'ACCOUNT',
  'PRIVACY',
  'OTHER',
] as const satisfies readonly ContactTopic[];
