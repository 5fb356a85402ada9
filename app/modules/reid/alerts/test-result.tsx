import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { countWords } from '~/utils/words.ts';
import type { TestedAlert } from './tested.ts';

/** What an alert would have told in 24 months, and what of it could not be judged. Takes the focus: it is the answer to "Test". */
export function TestResult({ tested: { periods, unjudged, count, missing, found } }: { tested: TestedAlert }) {
  return (
    <section aria-labelledby="tested" className="flex flex-col gap-3">
      {/* biome-ignore lint/a11y/noAutofocus: the page was asked for to get this */}
      <h2 id="tested" tabIndex={-1} autoFocus>
        In the last 24 months
      </h2>
      <p>
        {count === 0
          ? `It would have told nothing. ${countWords(periods, 'period')} of its areas were judged.`
          : `It would have told of ${countWords(count, 'event')}, in ${countWords(periods, 'period')} of its areas.`}
      </p>
      {unjudged > 0 && (
        <Notice kind="warning">
          {`${countWords(unjudged, 'period')} cannot be judged, because the figure or the one it is compared with is missing.`}
        </Notice>
      )}
      {missing.length > 0 && (
        <Notice kind="warning" title="No figures of this source yet">
          {`${missing.slice(0, 10).join(', ')}${missing.length > 10 ? ` and ${missing.length - 10} more` : ''}. They are watched all the same.`}
        </Notice>
      )}
      {found.length > 0 && (
        <Card className="p-0">
          <ul className="divide-y divide-line">
            {found.map(({ areaKey, date, sentence }) => (
              <li key={`${areaKey} ${date}`} className="flex flex-col gap-1 px-5 py-3">
                <span className="text-xs text-muted">
                  <Day date={date} />
                </span>
                <span className="wrap-anywhere">{sentence}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {count > found.length && <p className="text-muted">{`These are the newest ${found.length}.`}</p>}
    </section>
  );
}
