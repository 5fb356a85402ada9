import type { SubscriptionTier } from '#db/request-db.server.ts';
import { Card } from '~/components/ui/layout.tsx';
import { catalogAddress, countedMatches } from '~/modules/marketplace/catalog/filters.ts';
import type { TierReach } from '~/modules/marketplace/catalog/tier-reach.ts';
import { countWords } from '~/utils/words.ts';

/** Shows what the organization's tier lets it buy, and what the next tier would add. */
export function TierSection({
  tier,
  reach: { now, next },
}: {
  tier: SubscriptionTier;
  reach: { now: TierReach; next: (TierReach & { tier: SubscriptionTier }) | null };
}) {
  return (
    <section className="flex flex-col gap-3">
      <h2>Tier</h2>
      <Card>
        <dl className="flex flex-col gap-4">
          <div>
            <dt className="font-medium">{`On ${tier} the organization can buy`}</dt>
            <dd>
              <ReachLinks reach={now} />
            </dd>
          </div>
          {next && (
            <div>
              <dt className="font-medium">{`${next.tier} would add`}</dt>
              <dd>
                <ReachLinks reach={next} />
              </dd>
            </div>
          )}
        </dl>
        <p className="mt-4 max-w-prose text-muted">
          {next
            ? 'To change the tier, talk to Lotline. Whatever you own stays yours on every tier.'
            : 'This tier unlocks everything that is sold.'}
        </p>
      </Card>
    </section>
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
