import type { Module } from '~/modules/module.ts';

export const expenses = {
  name: 'expenses',
  title: 'Expense & Tax',
  unlockedBy: {
    tool: 'expense-tax',
    address: '/expenses',
    title: 'Expense & Tax',
    places: [{ href: '/expenses', label: 'Overview', icon: 'layout-dashboard' }],
  },
  personalAddresses: ['/expenses'],
  auditSubjects: {
    expense: 'Expense',
    expense_category: 'Expense category',
    closed_tax_year: 'Closed tax year',
  },
  exportedTables: {
    expense_categories: [],
    expenses: [],
    receipts: [],
    tax_estimates: [],
    tax_reports: [],
    closed_tax_years: [],
  },
} as const satisfies Module;
