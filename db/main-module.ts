import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Whether the module with this `import.meta.url` is the one the command line names. */
export function isMainModule(url: string): boolean {
  const [, script] = process.argv;
  return script !== undefined && url === pathToFileURL(realpathSync(script)).href;
}
