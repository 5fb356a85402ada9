type Verifier = typeof import('./verifier.ts');

// Where the Worker has it. Bundlers pull in whatever stands in the import itself.
const besideWorker = './second-factors.js';

/** Loads what checks passkeys and draws QR codes. */
export function loadVerifier(): Promise<Verifier> {
  return import.meta.env.PROD ? import(/* @vite-ignore */ besideWorker) : import('./verifier.ts');
}
