import { parseArgs } from 'node:util';
import { benchCampaigns } from './campaigns.ts';
import { benchExpenses } from './expenses.ts';
import { benchPlans } from './module-plans.ts';
import { benchPages } from './pages.ts';
import { benchReid } from './reid.ts';
import { benchScale } from './scale.ts';
import { benchSignIn } from './sign-in-timing.ts';

// `npm run bench`: how fast the pages are. `-- scale`: what they cost when everything grows. `-- plans`: how the lists of the
// modules are planned at size. `-- expenses`, `-- reid`, `-- campaigns`: what the longest work and the pages of a module take. `-- sign-in`: whether the
// time of an answer tells who has an account.
// `--json` prints what was measured for keeping; `--rows` says at what size.

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, rows: { type: 'string', default: '1000000' } },
});

const benches: Record<string, (options: { json: boolean; rows: number }) => Promise<void>> = {
  campaigns: benchCampaigns,
  expenses: benchExpenses,
  pages: benchPages,
  plans: benchPlans,
  reid: benchReid,
  scale: benchScale,
  'sign-in': benchSignIn,
};

const [name = 'pages'] = positionals;
const bench = benches[name];
if (!bench) throw new Error(`There is no bench “${name}”, only ${Object.keys(benches).join(' and ')}.`);
await bench({ json: values.json, rows: Number(values.rows) });
// Vite leaves a compiler running that nobody can stop.
process.exit();
