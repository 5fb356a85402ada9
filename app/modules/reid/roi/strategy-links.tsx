import { listStrategyLinks, type TypedInputs } from './asked.ts';
import type { Strategy } from './v2/inputs.ts';

/** Links to the same property under other strategies. */
export function StrategyLinks({ strategy, typed }: { strategy: Strategy; typed: TypedInputs }) {
  return (
    <nav aria-label="Strategies">
      <ul className="relative -mx-4 flex gap-0.5 overflow-x-auto px-4 md:mx-0 md:px-0">
        {listStrategyLinks(typed).map((link) => (
          <li key={link.strategy}>
            <a
              href={link.href}
              aria-current={link.strategy === strategy ? 'page' : undefined}
              className="navigation-link max-sm:min-h-11"
            >
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
