import { useFetcher } from '@remix-run/react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Button } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { countWords } from '~/utils/words.ts';
import type { CandidateTool } from './queries.server.ts';
import { FoundTools } from './tool-list.tsx';

const pauseInMilliseconds = 150;

/** Results while somebody types, once script runs; until then the results of the form that was sent. */
export function useToolSearch(sent: CandidateTool[] | null) {
  const fetcher = useFetcher<{ found: CandidateTool[] }>({ key: 'tool-search' });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  function search(query: string, pause = pauseInMilliseconds) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => fetcher.load(writeAddress('/admin/bundles/tools', { q: query })), pause);
  }
  return { found: fetcher.data?.found ?? sent, isSearching: fetcher.state !== 'idle', search };
}

/** The search for tools to add. It is part of the form around it, so all typed values are kept. */
export function BundleToolSearch({
  query,
  toolSearch: { found, isSearching, search },
  heldIds,
}: {
  query: string;
  toolSearch: ReturnType<typeof useToolSearch>;
  heldIds: ReadonlySet<string>;
}) {
  // Enter would send the form.
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    search(event.currentTarget.value, 0);
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-end gap-2">
        <div className="flex min-w-0 grow flex-col gap-1.5">
          <label htmlFor="query" className="font-medium">
            Add tools
          </label>
          <div className="relative">
            <Icon name="search" className="icon pointer-events-none absolute top-2.5 left-3 text-muted" />
            <input
              id="query"
              type="search"
              name="query"
              defaultValue={query}
              placeholder="Name, task or topic"
              maxLength={100}
              autoComplete="off"
              onChange={({ target }) => search(target.value)}
              onKeyDown={onKeyDown}
              className="control pl-10"
            />
          </div>
        </div>
        <Button name="intent" value="search" formNoValidate className="min-h-10" aria-busy={isSearching || undefined}>
          Search
        </Button>
      </div>
      <p className="sr-only" aria-live="polite">
        {found && `${countWords(found.length, 'tool')} found`}
      </p>
      {found && <FoundTools found={found} heldIds={heldIds} />}
    </div>
  );
}
