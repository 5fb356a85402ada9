import type { ColorTheme } from '#db/request-db.server.ts';
import { themeLabels, themeNames } from './themes.ts';

/** Chooses how the site looks for somebody, and comes back to the page it is on. Its buttons say which one is chosen. */
export function ThemeForm({ theme }: { theme: ColorTheme }) {
  return (
    <form method="post" action="/account/theme" aria-label="Theme" className="theme-form">
      <span aria-hidden="true">Theme</span>
      {themeNames.map((name) => (
        <button key={name} type="submit" name="theme" value={name} aria-pressed={name === theme}>
          {themeLabels[name]}
        </button>
      ))}
    </form>
  );
}
