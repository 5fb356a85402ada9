type MailLibrary = typeof import('./mail-library.ts');

// Where the Worker has it. Bundlers pull in whatever stands in the import itself.
const besideWorker = './mail-library.js';
let loading: Promise<MailLibrary> | undefined;

/** Loads what connects to mail servers and composes messages, once. */
export function loadMailLibrary(): Promise<MailLibrary> {
  // Programs that no bundler has been at, such as benchmarks, have no `env`.
  loading ??= import.meta.env?.PROD ? import(/* @vite-ignore */ besideWorker) : import('./mail-library.ts');
  return loading;
}
