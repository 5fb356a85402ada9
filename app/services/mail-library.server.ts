type MailLibrary = typeof import('./mail-library.ts');

// Where the Worker has it. Bundlers pull in whatever stands in the import itself.
const besideWorker = './mail-library.js';
let loaded: MailLibrary | undefined;

/** Loads what connects to mail servers, composes messages and signs them, once. */
export async function loadMailLibrary(): Promise<MailLibrary> {
  // Programs that no bundler has been at, such as benchmarks, have no `env`.
  loaded ??= import.meta.env?.PROD ? await import(/* @vite-ignore */ besideWorker) : await import('./mail-library.ts');
  return loaded;
}
