/** The password of every demo account. */
export const demoPassword = 'lotline-demo';

/** People and organizations to try the shop with; never in production. */
export const demoOrganizations = [
  {
    name: 'Harbor Realty',
    slug: 'harbor-realty',
    tier: 'GROWTH',
    people: [
      { email: 'owner@harbor.test', name: 'Harbor Owner', role: 'OWNER' },
      { email: 'admin@harbor.test', name: 'Harbor Admin', role: 'ADMIN' },
      { email: 'member@harbor.test', name: 'Harbor Member', role: 'MEMBER' },
      { email: 'viewer@harbor.test', name: 'Harbor Viewer', role: 'VIEWER' },
    ],
    bought: { tools: ['reid-dashboard', 'expense-tax', 'campaigns'], bundles: [] },
  },
  {
    name: 'Summit Homes',
    slug: 'summit-homes',
    tier: 'ELITE',
    people: [{ email: 'owner@summit.test', name: 'Summit Owner', role: 'OWNER' }],
    bought: { tools: ['reid-dashboard', 'expense-tax', 'campaigns'], bundles: ['lead-generation-pro'] },
  },
] as const;

/** Cents that each of them may owe: enough to try every bundle. */
export const demoInvoiceLimit = 10_000_00;

export const demoPlatformAdmin = { email: 'admin@lotline.test', name: 'Lotline Admin' } as const;

/** Has BILLING alone: confirms what the administrator may not do alone. */
export const demoSecondPerson = { email: 'billing@lotline.test', name: 'Lotline Billing' } as const;

/** What the invoices of the demo say of the seller. */
export const demoSeller = {
  sellerName: 'Lotline, Inc.',
  sellerStreet: '500 Market Street, Suite 300',
  sellerCity: 'San Francisco',
  sellerState: 'CA',
  sellerPostalCode: '94105',
  sellerEmail: 'billing@lotline.test',
  sellerTaxpayerNumber: '00-0000000',
  paymentInstructions: 'Bank transfer (ACH) to Example Bank\nRouting 000000000, account 0000000000',
} as const;
