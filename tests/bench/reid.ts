import { benchModule } from './module-bench.ts';
import { fillReid, reidBenchPages } from './reid-pages.ts';
import { measureReidWork } from './reid-work.ts';

/** `npm run bench -- reid`: imports, alerts and reports of REID, and its pages among a million figures. */
export const benchReid = (options: { json: boolean }) =>
  benchModule(options, {
    work: measureReidWork,
    pages: reidBenchPages,
    growingTables: [
      'reid_market_data',
      'reid_demographics',
      'reid_schools',
      'reid_alert_events',
      'reid_roi_simulations',
    ],
    fill: fillReid,
  });
