import type { SubscriptionTier } from '#db/request-db.server.ts';
import { LinkButton } from '~/components/ui/button.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { catalogAddress, countedMatches } from '~/modules/marketplace/catalog/filters.ts';
import type { TierReach } from '~/modules/marketplace/catalog/tier-reach.ts';
import { countWords, toWords } from '~/utils/words.ts';

/**
 * Shows what the organization's plan lets it buy, and what the next plan would add.
 * @param mayAsk  whether the viewer may ask for another plan
 */
export function PlanSection({
  plan,
  reach: { now, next },
  mayAsk,
}: {
  plan: SubscriptionTier;
  reach: { now: TierReach; next: (TierReach & { tier: SubscriptionTier }) | null };
  mayAsk: boolean;
}) {
  return (
    <Card>
      <dl className="flex flex-col gap-4">
        <div>
          <dt className="font-medium">{`On the ${toWords(plan)} plan the organization can buy`}</dt>
          <dd>
            <ReachLinks reach={now} />
          </dd>
        </div>
        {next && (
          <div>
            <dt className="font-medium">{`The ${toWords(next.tier)} plan would add`}</dt>
            <dd>
              <ReachLinks reach={next} />
            </dd>
          </div>
        )}
      </dl>
      <p className="mt-4 max-w-prose text-muted">
        {next ? 'Whatever you own stays yours on every plan.' : 'This plan unlocks everything that is sold.'}
        {next && !mayAsk && ' An owner or admin of your organization can ask for another one.'}
      </p>
      <p className="mt-4">
        <LinkButton href="/plans" variant={next && mayAsk ? 'primary' : undefined}>
          {next && mayAsk ? 'Compare plans and ask for an upgrade' : 'Compare plans'}
        </LinkButton>
      </p>
    </Card>
  );
}

function ReachLinks({ reach: { tools, bundles, requiredTiers } }: { reach: TierReach }) {
  return (
    <>
      {tools > 0 ? (
        <a className="link" href={catalogAddress({ requiredTiers })}>
          {count(tools, 'tool')}
        </a>
      ) : (
        'no tools'
      )}
      {' and '}
      {bundles > 0 ? (
        <a className="link" href="/bundles">
          {count(bundles, 'bundle')}
        </a>
      ) : (
        'no bundles'
      )}
    </>
  );
}

function count(number: number, word: string): string {
  if (number > countedMatches) return `more than ${countedMatches} ${word}s`;
  return countWords(number, word);
}
