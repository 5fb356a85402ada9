import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The rules whose answer depends on colors and places, and not on what is there alone. */
const rulesOfLooks = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'];

/**
 * Violations on the page that is open. One that was looked at before and still shows the same elements, in another theme or on another
 * screen, is tried by the rules that can tell these apart: the others would say the same again.
 */
export async function findViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: axePath });
  // Naming what passed as well takes as long again. No rule that runs reads style sheets, which axe would load once more.
  const results = await page.evaluate<AxeResults>(`{
    const shown = [...document.querySelectorAll('*')].map((element) => Number(element.checkVisibility({ visibilityProperty: true })));
    const state = shown.join('') + document.documentElement.outerHTML;
    const isKnown = window.stateBefore === state;
    window.stateBefore = state;
    axe.run({
      resultTypes: ['violations'],
      preload: { assets: ['media'] },
      ...(isKnown && { runOnly: ${JSON.stringify(rulesOfLooks)} }),
    });
  }`);
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} (${node.failureSummary})`),
  );
}
