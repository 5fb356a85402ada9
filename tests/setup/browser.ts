import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

/** Chromium without a screen: journeys take two thirds of the time. */
const headlessShell = 'chromium-headless-shell';
const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/**
 * How to launch a Chromium that works on this machine: Playwright's own, downloaded if need be, else Debian's package, installed where
 * this may do so, else any other of the system's. Working means that it has really been started.
 * @throws Error that says what to install by hand
 */
export async function findBrowser(): Promise<LaunchOptions> {
  const given = process.env.BROWSER_PATH;
  if (given) return launchOptions(given);

  const own = chromium.executablePath();
  if (!existsSync(own)) run('npx', ['playwright', 'install', 'chromium']);
  if (await launches(own)) return launchOptions(own);

  for (const path of systemBrowsers([headlessShell])) {
    if (await launches(path)) return launchOptions(path);
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update']);
    run('apt-get', ['install', '--yes', '--no-install-recommends', headlessShell]);
    if (await launches(`/usr/bin/${headlessShell}`)) return launchOptions(`/usr/bin/${headlessShell}`);
  }
  for (const path of [...systemBrowsers(commands), ...macApplications]) {
    if (await launches(path)) return launchOptions(path);
  }
  throw new Error(
    'No browser for the tests. Install Chromium or Chrome, or run `npx playwright install --with-deps chromium`, or name one: BROWSER_PATH=/path/to/chrome npm test',
  );
}

function systemBrowsers(names: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function launchOptions(executablePath: string): LaunchOptions {
  return {
    executablePath,
    args: [
      // Chromium refuses to sandbox itself as root, which is what containers run as.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Otherwise a machine without one computes what it would have drawn.
      '--disable-gpu',
    ],
  };
}

async function launches(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  try {
    const browser = await chromium.launch({ ...launchOptions(path), timeout: 30_000 });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

function run(command: string, parameters: string[]) {
  console.log(`${command} ${parameters.join(' ')}`);
  spawnSync(command, parameters, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 5 * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '20000' },
  });
}
