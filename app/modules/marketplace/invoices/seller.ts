import { z } from 'zod';
import { emailAddress, incompletePage, lineOfText, optionalLine, writtenText } from '~/services/form-values.ts';

/** The form of what invoices say of the seller. */
export const sellerSchema = z.object({
  /** Of the settings that the form was opened with. */
  revision: z.coerce.number({ error: incompletePage }).int().min(0).max(2_147_483_647),
  name: lineOfText('the name of the company that sells', 120),
  street: lineOfText('the street and number', 200),
  city: lineOfText('the city', 100),
  state: optionalLine(50).default(''),
  postalCode: lineOfText('the ZIP code', 20),
  email: emailAddress('Enter the email address for questions about invoices.'),
  taxId: optionalLine(50).default(''),
  paymentInstructions: writtenText('Enter how invoices are paid: bank, routing and account number.', 1_000),
  taxNote: lineOfText('why no tax is charged', 300),
});
export type TypedSeller = z.output<typeof sellerSchema>;
