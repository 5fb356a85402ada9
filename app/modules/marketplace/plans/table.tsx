import type { SubscriptionTier } from '#db/request-db.server.ts';
import { LinkButton } from '~/components/ui/button.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { unlockedModules } from '~/modules/registry.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { countWords } from '~/utils/words.ts';
import { type ComparedGroup, type ComparedRow, chooseRows } from '../catalog/comparison-rows.ts';
import { ComparisonTable, YesOrNo } from '../catalog/comparison-table.tsx';
import { catalogAddress, countedMatches } from '../catalog/filters.ts';
import { planLabels, reachesTier } from '../labels.ts';
import type { Plan, PlanLimits } from './plans.ts';

/** A tool that is a module of this product, and the plan it needs. */
interface ModulePlan {
  slug: string;
  requiredTier: SubscriptionTier;
}

/**
 * The plans side by side: what each may buy, and what the modules of this product allow on it.
 * @param own  the plan of the viewer's organization; null for nobody's
 * @param mayAsk  whether the viewer may ask for a higher one now
 */
export function PlanTable({
  plans,
  modules,
  own,
  mayAsk,
}: {
  plans: Plan[];
  modules: readonly ModulePlan[];
  own: SubscriptionTier | null;
  mayAsk: boolean;
}) {
  const groups: ComparedGroup[] = [
    {
      title: '',
      rows: [
        {
          id: 'plan',
          title: 'How to get it',
          texts: plans.map(() => ''),
          cells: plans.map(({ tier }) => <Standing key={tier} tier={tier} own={own} mayAsk={mayAsk} />),
          isAlways: true,
        },
        {
          id: 'tools',
          title: 'Tools you may buy',
          texts: plans.map(({ reach }) => String(reach.tools)),
          cells: plans.map(({ tier, reach }) =>
            reach.tools === 0 ? (
              countMatches(0, 'tool')
            ) : (
              <a key={tier} href={catalogAddress({ requiredTiers: reach.requiredTiers })} className="link">
                {countMatches(reach.tools, 'tool')}
              </a>
            ),
          ),
          isAlways: true,
        },
        {
          id: 'bundles',
          title: 'Bundles you may buy',
          texts: plans.map(({ reach }) => countMatches(reach.bundles, 'bundle')),
          isAlways: true,
        },
        {
          id: 'added',
          title: 'More than the plan before',
          texts: plans.map(({ added }, index) => (index === 0 ? '–' : describeAdded(added))),
          isAlways: true,
        },
      ],
    },
    ...unlockedModules.flatMap(({ name, unlockedBy: { tool, title } }) => {
      const [found] = modules.filter(({ slug }) => slug === tool);
      return found ? [{ title, rows: listModuleRows(name, title, found.requiredTier, plans) }] : [];
    }),
  ];
  return (
    <ComparisonTable
      label="Plans side by side"
      columns={plans.map(({ tier }) => ({
        id: tier.toLowerCase(),
        isOwn: tier === own,
        head: <span className="text-base font-semibold text-ink">{planLabels[tier]}</span>,
      }))}
      groups={chooseRows(groups, true).groups}
    />
  );
}

function Standing({ tier, own, mayAsk }: { tier: SubscriptionTier; own: SubscriptionTier | null; mayAsk: boolean }) {
  if (own === null) return tier === 'FREE' ? 'Where a new organization starts' : 'On request';
  if (tier === own) return <Tag hue="success">Your plan</Tag>;
  if (reachesTier(own, tier)) return <span className="text-muted">Part of yours</span>;
  if (!mayAsk) return <span className="text-muted">On request</span>;
  return (
    <LinkButton size="small" href={`${writeAddress('/plans', { ask: tier })}#ask`} className="max-md:min-h-11">
      {`Ask for ${planLabels[tier]}`}
    </LinkButton>
  );
}

function countMatches(count: number, word: string): string {
  if (count === 0) return `No ${word}s`;
  return count > countedMatches ? `More than ${countedMatches} ${word}s` : countWords(count, word);
}

/** What a plan adds to the one before it, in words. */
export function describeAdded({ tools, bundles }: Plan['added']): string {
  const parts = [
    ...(tools > 0 ? [countMatches(tools, 'tool')] : []),
    ...(bundles > 0 ? [countMatches(bundles, 'bundle')] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'Nothing to buy';
}

type Limit = Exclude<keyof PlanLimits, 'tier'>;

const limitsOf: Readonly<Record<string, readonly { limit: Limit; title: string }[]>> = {
  campaigns: [
    { limit: 'contacts', title: 'Contacts' },
    { limit: 'emails', title: 'Emails in a month' },
  ],
  reid: [
    { limit: 'alerts', title: 'Active alerts' },
    { limit: 'simulations', title: 'Saved calculations in a month' },
    { limit: 'profiles', title: 'Profiles in a month' },
  ],
};

function listModuleRows(
  module: string,
  title: string,
  requiredTier: SubscriptionTier,
  plans: readonly Plan[],
): ComparedRow[] {
  const isOpen = ({ tier }: Plan) => reachesTier(tier, requiredTier);
  return [
    {
      id: module,
      title: 'May be bought',
      texts: plans.map((plan) => (isOpen(plan) ? 'Yes' : 'No')),
      cells: plans.map((plan) => (
        <YesOrNo key={plan.tier} isYes={isOpen(plan)} text={`${title}: ${isOpen(plan) ? 'yes' : 'no'}`} />
      )),
    },
    ...(limitsOf[module] ?? []).map(({ limit, title: what }) => ({
      id: `${module}-${limit}`,
      title: what,
      texts: plans.map((plan) => (isOpen(plan) && plan.limits ? describeLimit(plan.limits[limit]) : '–')),
    })),
  ];
}

const describeLimit = (most: number | null) => (most === null ? 'Any number' : most.toLocaleString('en-US'));
