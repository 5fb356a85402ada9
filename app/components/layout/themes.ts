import type { ColorTheme, Viewer } from '#db/request-db.server.ts';

/** The words of each theme. */
export const themeLabels = {
  SYSTEM: 'System',
  LIGHT: 'Light',
  DARK: 'Dark',
} as const satisfies Record<ColorTheme, string>;

export const themeNames = ['SYSTEM', 'LIGHT', 'DARK'] as const satisfies readonly ColorTheme[];

/** Stands for the theme in a page that is made for everybody, until it is filled in for its viewer. */
export const openTheme = 'page-theme';

/**
 * How the page looks whatever the system says: `data-theme` of the style sheet. Undefined as the system does, and for visitors: a cookie
 * would take them past the pages that are kept.
 */
export function chosenTheme(viewer: Viewer | null): 'light' | 'dark' | undefined {
  switch (viewer?.user.theme) {
    case 'LIGHT':
      return 'light';
    case 'DARK':
      return 'dark';
    default:
      return undefined;
  }
}
