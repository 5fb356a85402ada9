import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { toWords } from '~/utils/words.ts';
import type { RepeatCopy } from './queries.server.ts';

/** The copies that a repeat has made, the newest first. */
export function CopyList({ copies, addressOf }: { copies: readonly RepeatCopy[]; addressOf: (id: string) => string }) {
  return (
    <section aria-labelledby="copies" className="flex flex-col gap-3">
      <h2 id="copies">Copies</h2>
      {copies.length === 0 ? (
        <p className="text-muted">None was made yet. The first appears when its time has come.</p>
      ) : (
        <Card className="p-0">
          <ul className="divide-y divide-line">
            {copies.map(({ id, occursOn, status, problem }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3">
                <a href={addressOf(id)} className="link font-medium">
                  {occursOn && <Day date={occursOn} />}
                </a>
                <Tag hue={status === 'FAILED' ? 'danger' : 'neutral'}>{toWords(status)}</Tag>
                {problem && <span className="text-muted wrap-anywhere">{problem}</span>}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
}
