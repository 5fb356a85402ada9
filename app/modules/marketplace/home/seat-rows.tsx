import { LinkButton } from '~/components/ui/button.tsx';
import { countWords } from '~/utils/words.ts';
import type { SeatGap } from './seats.ts';
import { rowLink } from './section.tsx';

/** Tools in rows of which somebody has no seat, with the way to give them one. */
export function SeatRows({ gaps }: { gaps: readonly SeatGap[] }) {
  return (
    <ul className="card divide-y divide-line px-4">
      {gaps.map((gap) => {
        const address = `/my-tools/${gap.slug}#seats`;
        return (
          <li key={gap.slug} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
            <div className="min-w-48 grow basis-0">
              <a href={address} className={rowLink}>
                {gap.name}
              </a>
              <p className="text-xs text-muted tabular-nums">{describeGap(gap)}</p>
            </div>
            {gap.free > 0 && (
              <LinkButton href={address} size="small">
                Give a seat<span className="sr-only"> of {gap.name}</span>
              </LinkButton>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function describeGap({ free, without, isUnused }: SeatGap): string {
  const seats = free > 0 ? `${countWords(free, 'seat')} free` : 'All seats are taken';
  if (isUnused) return free > 0 ? `Nobody has a seat yet, ${countWords(free, 'seat')} free` : 'It has no seats to give';
  return `${seats}, ${without === 1 ? '1 person has' : `${without.toLocaleString('en-US')} people have`} none`;
}
