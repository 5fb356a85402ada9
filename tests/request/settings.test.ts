import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { unstable_readConfig } from 'wrangler';

// What `npm run deploy` tells Cloudflare of both Workers.

const readSettings = (file: string) =>
  unstable_readConfig({ config: fileURLToPath(new URL(`../../${file}`, import.meta.url)) });

test.each(['wrangler.toml', 'app/receipt-reader/wrangler.toml'])(
  '%s: nobody reaches the Worker under a name of workers.dev',
  (file) => {
    expect(readSettings(file)).toMatchObject({ workers_dev: false, preview_urls: false });
  },
);

test.each(['wrangler.toml', 'app/receipt-reader/wrangler.toml'])(
  '%s: Cloudflare keeps our lines, and no addresses of its own accord',
  (file) => {
    expect(readSettings(file).observability).toMatchObject({
      enabled: true,
      logs: { enabled: true, invocation_logs: false },
      traces: { enabled: false },
    });
  },
);
