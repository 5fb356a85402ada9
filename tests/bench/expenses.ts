import { expensePages, fillExpenses } from './expenses-pages.ts';
import { measureExpenseWork } from './expenses-work.ts';
import { benchModule } from './module-bench.ts';

/** `npm run bench -- expenses`: imports, receipts and reports of Expense & Tax, and its pages among a million expenses. */
export const benchExpenses = (options: { json: boolean }) =>
  benchModule(options, {
    work: measureExpenseWork,
    pages: expensePages,
    growingTables: ['expenses', 'receipts'],
    fill: fillExpenses,
  });
