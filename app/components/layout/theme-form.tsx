import { useLocation } from '@remix-run/react';
import type { ColorTheme } from '#db/request-db.server.ts';
import { themeLabels, themeNames } from './themes.ts';

/** Chooses how the site looks for somebody, and comes back to the page it is on. Its buttons say which one is chosen. */
export function ThemeForm({ theme }: { theme: ColorTheme }) {
  const { pathname, search } = useLocation();
  return (
    <form method="post" action="/account" aria-label="Theme" className="theme-form">
      <input type="hidden" name="intent" value="choose-theme" />
      <input type="hidden" name="returnTo" value={pathname + search} />
      <span aria-hidden="true">Theme</span>
      {themeNames.map((name) => (
        <button key={name} type="submit" name="theme" value={name} aria-pressed={name === theme}>
          {themeLabels[name]}
        </button>
      ))}
    </form>
  );
}
