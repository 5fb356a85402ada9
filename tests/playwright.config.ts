import { defineConfig } from '@playwright/test';
import { findBrowser } from './setup/browser.ts';

const launchOptions = await findBrowser();

// Every journey runs twice: with JavaScript switched off, and with it. What needs script to be observed at all (axe,
// pending states) runs with it only.
export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results',
  globalSetup: './setup/shop.ts',
  workers: 2,
  timeout: 90_000,
  forbidOnly: true,
  // Without the transitions between pages, which a machine without a graphics card has to compute. A test of them asks for them.
  use: {
    launchOptions,
    actionTimeout: 10_000,
    screenshot: 'only-on-failure',
    locale: 'en-US',
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    { name: 'without JavaScript', testIgnore: '**/*.script.test.ts', use: { javaScriptEnabled: false } },
    { name: 'with JavaScript' },
  ],
});
