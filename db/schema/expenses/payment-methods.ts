import { pgEnum } from 'drizzle-orm/pg-core';

/** How a payment was made. Who is paid by card or through a payment network gets no Form 1099 from the payer. */
export const expensePaymentMethod = pgEnum('expense_payment_method', ['CASH', 'CHECK', 'TRANSFER', 'CARD', 'NETWORK']);
