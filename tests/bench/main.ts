import { parseArgs } from 'node:util';
import { benchPlans } from './module-plans.ts';
import { benchPages } from './pages.ts';
import { benchScale } from './scale.ts';

// `npm run bench`: how fast the pages are. `npm run bench -- plans`: how the lists of the modules are planned at size.
// `npm run bench -- scale`: what every page costs beside much more data.
// `--json` prints what was measured for keeping; `--rows` says at what size.

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, rows: { type: 'string', default: '1000000' } },
});

const benches: Record<string, (options: { json: boolean; rows: number }) => Promise<unknown>> = {
  pages: benchPages,
  plans: benchPlans,
  scale: benchScale,
};

const [name = 'pages'] = positionals;
const bench = benches[name];
if (!bench) throw new Error(`There is no bench “${name}”, only ${Object.keys(benches).join(', ')}.`);
await bench({ json: values.json, rows: Number(values.rows) });
// Vite leaves a compiler running that nobody can stop.
process.exit();
