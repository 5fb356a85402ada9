import { z } from 'zod';
import { reportTemplates } from './templates.ts';

// What the database froze of a report. It is read with these, so that files follow from nothing else.

/** Whether a payee gets a Form 1099, and why not; NO_PAYEE for what was paid to nobody who is named. */
const verdict1099 = z.enum(['FORM', 'NOT_PUBLISHED', 'BELOW_THRESHOLD', 'CORPORATION', 'EXEMPT', 'NO_PAYEE']);
export type Verdict1099 = z.infer<typeof verdict1099>;

const asset = z.object({
  kind: z.literal('DEPRECIATION'),
  assetClass: z.enum(['RESIDENTIAL', 'COMMERCIAL', 'MANUAL']),
  basis: z.number(),
  inService: z.string(),
  yearlyAmounts: z.record(z.string(), z.number()),
});
const homeOffice = z.object({
  kind: z.literal('HOME_OFFICE'),
  method: z.enum(['NONE', 'SIMPLIFIED', 'FORM_8829']),
  squareFeet: z.number(),
  months: z.number(),
  amount: z.number(),
});
const estimateLine = z.object({
  kind: z.literal('LINE'),
  number: z.union([z.number(), z.string()]).optional(),
  name: z.string(),
  value: z.number().nullish(),
  rule: z.string().optional(),
  formula: z.string().optional(),
  source: z.string().optional(),
});
/** A day, miles, yes or no; null where nobody said it. */
const answer = z.union([z.string(), z.number(), z.boolean()]).nullable();
export type Answer = z.infer<typeof answer>;
const vehicleLine = z.object({ kind: z.literal('VEHICLE'), number: z.string(), name: z.string(), answer });
const item = z.discriminatedUnion('kind', [asset, homeOffice, estimateLine, vehicleLine]);
export type SectionItem = z.infer<typeof item>;

const section = z.object({
  kind: z.enum(['EXPENSES', 'INCOME', 'DEPRECIATION', 'HOME_OFFICE', 'PAYEE', 'ESTIMATE', 'VEHICLE']),
  heading: z.string(),
  /** Position of its first row, and how many it has. */
  first: z.number(),
  count: z.number(),
  /** Cents, refunds taken off. */
  net: z.number(),
  deductible: z.number(),
  items: z.array(item).nullish(),
  line: z.string().optional(),
  label: z.string().optional(),
  property: z.string().optional(),
  payeeId: z.string().optional(),
  verdict: verdict1099.optional(),
  /** Cents from which a Form 1099 is due; none where they are not published. */
  threshold: z.number().optional(),
  w9ReceivedOn: z.string().optional(),
  lastFour: z.string().optional(),
  address: z.string().optional(),
  quarter: z.number().optional(),
  dueDate: z.string().optional(),
  owed: z.number().optional(),
  paid: z.number().optional(),
  calculatedAt: z.string().optional(),
  calculationVersion: z.string().optional(),
  figuresHash: z.string().optional(),
});
export const sectionsSchema = z.array(section);
export type ReportSection = z.infer<typeof section>;

/** What is drawn of a report beside its rows. */
export const reportSchema = z.object({
  id: z.string(),
  organizationId: z.string(),
  organization: z.string(),
  name: z.string(),
  template: z.enum(reportTemplates),
  taxYear: z.number(),
  from: z.string(),
  to: z.string(),
  person: z.string().nullable(),
  madeBy: z.string().nullable(),
  isInWholeDollars: z.boolean(),
  holdsTaxes: z.boolean(),
  madeAt: z.string(),
  sections: sectionsSchema,
  expenses: z.number(),
  totalIncome: z.number(),
  totalExpenses: z.number(),
  totalDeductions: z.number(),
  templateVersion: z.string(),
});
export type FrozenReport = z.infer<typeof reportSchema>;

const receipt = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  sha256: z.string(),
});

const rowDetails = z.object({
  kind: z.enum(['EXPENSE', 'REFUND', 'TRIP', 'INCOME', 'DEPRECIATION', 'HOME_OFFICE', 'LINE', 'VEHICLE']),
  category: z.string().optional(),
  description: z.string().optional(),
  property: z.string().optional(),
  person: z.string().optional(),
  payee: z.string().optional(),
  paidBy: z.string().optional(),
  percent: z.number().optional(),
  miles: z.number().optional(),
  rate: z.number().optional(),
  purpose: z.string().optional(),
  incomeKind: z.string().optional(),
  receipts: z.array(receipt).optional(),
  formula: z.string().optional(),
  answer: answer.optional(),
});

/** A frozen row. */
export const rowSchema = z.object({
  position: z.number(),
  section: z.string(),
  expenseId: z.string().nullable(),
  date: z.string().nullable(),
  label: z.string(),
  /** Cents. */
  netAmount: z.coerce.number(),
  deductibleAmount: z.coerce.number(),
  details: rowDetails,
});
export type FrozenRow = z.infer<typeof rowSchema>;
