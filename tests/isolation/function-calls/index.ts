import { accounts } from './accounts.ts';
import { administration } from './administration.ts';
import { campaignContacts } from './campaigns-contacts.ts';
import { campaignEditor } from './campaigns-editor.ts';
import { campaignForms } from './campaigns-forms.ts';
import { campaignPlans } from './campaigns-plans.ts';
import { campaignPosts } from './campaigns-posts.ts';
import { campaignResults } from './campaigns-results.ts';
import { campaignSending } from './campaigns-sending.ts';
import { cart } from './cart.ts';
import { catalog } from './catalog.ts';
import { emailConfirmations } from './email-confirmations.ts';
import { expenseImports } from './expense-imports.ts';
import { expenseLedger } from './expense-ledger.ts';
import { expenseReceipts } from './expense-receipts.ts';
import { expenseReports } from './expense-reports.ts';
import { expenseTaxes } from './expense-taxes.ts';
import { expenseVehicles } from './expense-vehicles.ts';
import { expenses } from './expenses.ts';
import { home } from './home.ts';
import { leaving } from './leaving.ts';
import { orders } from './orders.ts';
import { organizations } from './organizations.ts';
import { platform } from './platform.ts';
import { purchases } from './purchases.ts';
import { reidAlerts } from './reid-alerts.ts';
import { reidImports } from './reid-imports.ts';
import { reidMarkets } from './reid-markets.ts';
import { reidProfiles } from './reid-profiles.ts';
import { reidReports } from './reid-reports.ts';
import { reidSimulations } from './reid-simulations.ts';
import { requests } from './requests.ts';
import { reviews } from './reviews.ts';
import { secondFactors } from './second-factors.ts';
import { signIn } from './sign-in.ts';
import { texts } from './texts.ts';
import { upgrades } from './upgrades.ts';

/** At least one call of every function a role of the Worker may run. */
export const functionCalls = [
  ...accounts,
  ...emailConfirmations,
  ...signIn,
  ...secondFactors,
  ...organizations,
  ...platform,
  ...upgrades,
  ...administration,
  ...leaving,
  ...catalog,
  ...cart,
  ...orders,
  ...home,
  ...purchases,
  ...requests,
  ...reviews,
  ...texts,
  ...expenses,
  ...expenseLedger,
  ...expenseReceipts,
  ...expenseVehicles,
  ...expenseTaxes,
  ...expenseImports,
  ...expenseReports,
  ...reidImports,
  ...reidMarkets,
  ...reidSimulations,
  ...reidAlerts,
  ...reidReports,
  ...reidProfiles,
  ...campaignContacts,
  ...campaignForms,
  ...campaignEditor,
  ...campaignSending,
  ...campaignResults,
  ...campaignPosts,
  ...campaignPlans,
];
