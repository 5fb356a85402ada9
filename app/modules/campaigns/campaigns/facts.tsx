import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { LongText } from '~/components/ui/long-text.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { countWords } from '~/utils/words.ts';
import { calculateBudgetUsed, calculateCostPerLead, calculateReturn, writePercent } from '../entries/money.ts';
import { countDaysLeft, measureProgress, type Progress, readGoals } from './goals.ts';
import { campaignTypeLabels } from './labels.ts';
import type { ShownCampaign } from './queries.server.ts';
import { MemberName } from '~/components/ui/name.tsx';

/** What a campaign cost and brought. */
export function MoneyFigures({
  campaign,
}: {
  campaign: Pick<ShownCampaign, 'spent' | 'budget' | 'revenue' | 'leads' | 'currency'>;
}) {
  const { spent, budget, revenue, leads, currency } = campaign;
  const used = calculateBudgetUsed(spent, budget);
  const percent = calculateReturn({ spent, revenue });
  const costPerLead = calculateCostPerLead({ spent, leads });
  return (
    <KeyFigures
      figures={[
        {
          label: used === null ? 'Spent' : `Spent, ${used}% of the budget`,
          value: <Money cents={spent} currency={currency} />,
        },
        { label: 'Revenue', value: <Money cents={revenue} currency={currency} /> },
        {
          label: percent === null ? 'Return: nothing was spent' : 'Return',
          value: percent === null ? '–' : writePercent(percent),
        },
        {
          label: costPerLead === null ? 'Cost per lead: no leads yet' : `Cost per lead, ${countWords(leads, 'lead')}`,
          value: costPerLead === null ? '–' : <Money cents={costPerLead} currency={currency} />,
        },
      ]}
    />
  );
}

/** What a campaign is, and what it shall reach. */
export function CampaignFacts({ campaign, today }: { campaign: ShownCampaign; today: string }) {
  const { type, startDate, endDate, budget, currency, tags, creator, description } = campaign;
  const goals = readGoals(campaign.goals);
  const progress = measureProgress(goals, campaign);
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Card className="px-5 py-2">
        <DefinitionList
          entries={[
            { term: 'Type', details: campaignTypeLabels[type] },
            { term: 'From', details: startDate ? <Day date={startDate} /> : 'Not planned' },
            { term: 'To', details: endDate ? <Day date={endDate} /> : 'Not planned' },
            { term: 'Budget', details: budget === null ? 'None' : <Money cents={budget} currency={currency} /> },
            { term: 'Made by', details: <MemberName name={creator} /> },
            {
              term: 'Tags',
              details:
                tags.length === 0 ? (
                  'None'
                ) : (
                  <span className="flex flex-wrap justify-end gap-1">
                    {tags.map((tag) => (
                      <Tag key={tag}>{tag}</Tag>
                    ))}
                  </span>
                ),
            },
          ]}
        />
      </Card>
      <section aria-labelledby="goals" className="card flex flex-col gap-4 p-5">
        <h2 id="goals" className="text-base">
          Goals
        </h2>
        {progress.length === 0 && (
          <p className="text-muted">No goals are set. Add leads, revenue or clicks to see how far it is.</p>
        )}
        {progress.map((one) => (
          <GoalMeter key={one.goal} progress={one} currency={currency} />
        ))}
        <Deadline goals={goals} today={today} />
      </section>
      {description && (
        <div className="lg:col-span-2">
          <LongText text={description} />
        </div>
      )}
    </div>
  );
}

const goalLabels = { leads: 'Leads', revenue: 'Revenue', clicks: 'Clicks' } as const;

function GoalMeter({
  progress: { goal, reached, wanted, percent },
  currency,
}: {
  progress: Progress;
  currency: string;
}) {
  const write = (amount: number) =>
    goal === 'revenue' ? <Money cents={amount} currency={currency} /> : amount.toLocaleString('en-US');
  const id = `goal-${goal}`;
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span id={id} className="font-medium">
          {goalLabels[goal]}
        </span>
        <span className="tabular-nums">
          {write(reached)} of {write(wanted)}, {percent}%
        </span>
      </p>
      <meter aria-labelledby={id} min={0} max={100} value={Math.min(percent, 100)} className="h-2 w-full">
        {percent}%
      </meter>
    </div>
  );
}

function Deadline({ goals, today }: { goals: ReturnType<typeof readGoals>; today: string }) {
  const left = countDaysLeft(goals, today);
  if (left === undefined || goals.deadline === undefined) return null;
  const says = left > 0 ? `${countWords(left, 'day')} left` : left === 0 ? 'today' : `${countWords(-left, 'day')} ago`;
  return (
    <p>
      Deadline: <Day date={goals.deadline} />, {says}.
    </p>
  );
}
