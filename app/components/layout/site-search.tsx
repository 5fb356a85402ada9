import { useEffect } from 'react';
import { Icon } from '~/components/ui/icon.tsx';
import { usePageAddress } from '~/components/ui/use-viewer.ts';
import paletteScript from '~/scripts/palette.ts?worker&url';
import { listenForSearch } from '~/scripts/search-keys.ts';

/**
 * The search of every page: a plain form, and with script a search over the page that suggests while one types. Pages that hydrate begin
 * to listen here, the others in `enhance.ts`.
 */
export function SiteSearch() {
  const { pathname, search } = usePageAddress();
  useEffect(listenForSearch, []);
  // The catalog has a search of its own, with filters. Keys open this one there, too.
  if (pathname === '/tools') return <div data-search={paletteScript} className="hidden grow md:block" />;
  return (
    <search className="min-w-0 grow">
      <form action="/search" data-search={paletteScript} className="relative max-w-md">
        <Icon
          name="search"
          className="icon pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          name="q"
          aria-label="Search"
          placeholder="Search"
          maxLength={100}
          defaultValue={pathname === '/search' ? (new URLSearchParams(search).get('q') ?? '') : undefined}
          autoComplete="off"
          className="control header-search"
        />
        <kbd hidden className="search-key">
          /
        </kbd>
      </form>
    </search>
  );
}
