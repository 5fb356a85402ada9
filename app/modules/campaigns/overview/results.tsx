import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { DefinitionList } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { countWords } from '~/utils/words.ts';
import { calculateReturn, writePercent } from '../entries/money.ts';
import type { RecentResults as Results } from './queries.server.ts';

/** The part of a count in another, in percent with two places; a dash for nothing. */
const share = (part: number, whole: number) =>
  whole === 0 ? '–' : writePercent(Math.round((part * 10_000) / whole) / 100);

/** What the last 30 days brought, by emails, posts and money. */
export function RecentResults({ results }: { results: Results }) {
  const { emails, delivered, opened, clicked, unsubscribed, posts, impressions, reactions, spent, revenue, leads } =
    results;
  const percent = calculateReturn({ spent, revenue });
  return (
    <section aria-labelledby="recent" className="flex flex-col gap-3">
      <h2 id="recent">The last 30 days</h2>
      {emails === 0 && posts === 0 && spent === 0 && revenue === 0 && leads === 0 ? (
        <p className="text-muted">
          Nothing went out and nothing was entered. Results of emails, posts and costs appear here.
        </p>
      ) : (
        <div className="grid gap-4 lg:grid-cols-3">
          <ResultCard
            title={countWords(emails, 'email')}
            entries={[
              { term: 'Delivered', details: delivered.toLocaleString('en-US') },
              { term: 'Opened by people, at least', details: share(opened, delivered) },
              { term: 'Clicked by people', details: share(clicked, delivered) },
              { term: 'Unsubscribed', details: share(unsubscribed, delivered) },
            ]}
          />
          <ResultCard
            title={countWords(posts, 'post')}
            entries={[
              { term: 'Impressions', details: impressions.toLocaleString('en-US') },
              { term: 'Likes, comments, shares, clicks', details: reactions.toLocaleString('en-US') },
              { term: 'Engagement', details: share(reactions, impressions) },
            ]}
          />
          <ResultCard
            title="Money"
            entries={[
              { term: 'Spent', details: <Money cents={spent} /> },
              { term: 'Revenue', details: <Money cents={revenue} /> },
              { term: 'Return', details: percent === null ? '–' : writePercent(percent) },
              { term: 'Leads', details: leads.toLocaleString('en-US') },
            ]}
          />
        </div>
      )}
    </section>
  );
}

function ResultCard({ title, entries }: { title: string; entries: Parameters<typeof DefinitionList>[0]['entries'] }) {
  return (
    <div className="card px-5 py-3">
      <h3 className="py-1 text-base">{title}</h3>
      <DefinitionList entries={entries} />
    </div>
  );
}

interface Counts {
  running: number;
  scheduledEmails: number;
  scheduledPosts: number;
  contacts: number;
}

/** What is going on. */
export function OverviewFigures({
  counts: { running, scheduledEmails, scheduledPosts, contacts },
}: {
  counts: Counts;
}) {
  return (
    <KeyFigures
      figures={[
        { label: running === 1 ? 'Campaign running' : 'Campaigns running', value: running },
        { label: scheduledEmails === 1 ? 'Email scheduled' : 'Emails scheduled', value: scheduledEmails },
        { label: scheduledPosts === 1 ? 'Post scheduled' : 'Posts scheduled', value: scheduledPosts },
        { label: contacts === 1 ? 'Contact' : 'Contacts', value: contacts.toLocaleString('en-US') },
      ]}
    />
  );
}
