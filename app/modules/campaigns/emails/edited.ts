import type { EmailBlock } from '../blocks/schema.ts';
import type { TypedBlock } from '../blocks/typed.ts';

/** The second subject of an A/B test, and how the better one is found. */
export interface AbTest {
  subject: string;
  previewText: string;
  /** Percent of the recipients who are in the test. */
  share: number;
  waitHours: number;
  by: 'CLICKS' | 'OPENS';
}

/** What people write of an email, as it is saved. */
export interface EditedEmail {
  name: string;
  subject: string;
  /** Empty for none. */
  previewText: string;
  fromName: string;
  fromEmail: string;
  /** Empty where answers go to the sender. */
  replyTo: string;
  /** Ids. */
  lists: string[];
  segments: string[];
  excluded: string[];
  isTracked: boolean;
  isAbTest: boolean;
  /** Kept also while the test is off. */
  abTest: AbTest | null;
  blocks: EmailBlock[];
}

/** The values of the editor's form, valid or not. */
export interface TypedEmail {
  /** Of the email that the form was filled in for. */
  version: number;
  /** What the email said when the editor was opened, as `fingerprint` writes it; null where that is not known. */
  opened: string | null;
  name: string;
  subject: string;
  previewText: string;
  fromName: string;
  fromEmail: string;
  replyTo: string;
  lists: string[];
  segments: string[];
  excluded: string[];
  isTracked: boolean;
  isAbTest: boolean;
  abSubject: string;
  abPreviewText: string;
  abShare: string;
  abWaitHours: string;
  abBy: string;
  blocks: TypedBlock[];
  /** Colleagues who get a test. */
  testPeople: string[];
  sendDate: string;
  sendTime: string;
  sendZone: string;
  inRecipientZone: boolean;
}
