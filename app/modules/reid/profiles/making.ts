import { moveMonths } from '../figures/periods.ts';
import { type FoundInputs, findMonth, toProfileInputs } from './inputs.ts';
import { findConfidence } from './rules/confidence.ts';
import { measureArea } from './rules/measures.ts';
import { generator } from './rules/score-rules.ts';
import { type Score, type Scores, scoreArea } from './rules/scores.ts';
import { chooseSummary } from './rules/summary.ts';

/** What a profile is asked to be about, beside its area. */
export interface AskedProfile {
  /** A home in the area; empty for the area itself. */
  address?: string | undefined;
  propertyType?: string | undefined;
  source?: string | undefined;
}

/**
 * Makes a profile from what is known of an area: the columns of its row, by their names in the database. The same data gives the same
 * profile, but for its confidence, which falls with its age.
 * @param today  ISO day
 */
export function makeProfile(found: FoundInputs, { address, propertyType, source }: AskedProfile, today: string) {
  const { area } = found;
  const month = findMonth(found) ?? moveMonths(`${today.slice(0, 7)}-01`, 0);
  const scores = scoreArea(measureArea(toProfileInputs(found), month));
  const { measured, overall, strengths, weaknesses } = scores;
  const all = listScores(scores);
  return {
    profile_type: address ? 'PROPERTY' : propertyType ? 'MARKET_SEGMENT' : 'NEIGHBORHOOD',
    area_key: area.key,
    area_type: area.type,
    address: address || null,
    zip_code: area.zipCode,
    city: area.city,
    state: area.state,
    county: area.county,
    neighborhood: area.neighborhood,
    school_district: area.schoolDistrict,
    msa_code: area.msaCode,
    summary: chooseSummary(area.name, scores, undefined),
    detailed_analysis: all.map(analyze).join('\n'),
    strengths,
    weaknesses,
    overall_score: overall.value,
    investment_score: measured.investment.value,
    lifestyle_score: measured.affordability.value,
    growth_score: measured.growth.value,
    risk_score: measured.risk.value,
    metrics: {
      month,
      area: area.name,
      priceFigure: found.price?.figure ?? null,
      priceSource: found.price?.source ?? null,
      propertyType: found.price?.propertyType ?? null,
      asked: { source: source || null, propertyType: propertyType || null },
      scores: all,
    },
    recommendations: listMissing(all),
    data_sources: [...new Set(all.flatMap(({ lines }) => lines.flatMap((line) => line.sources)))].toSorted(),
    ai_model: generator.name,
    model_version: generator.version,
    confidence_score: findConfidence(scores, month, today),
  };
}
export type MadeProfile = ReturnType<typeof makeProfile>;

/** The scores in the order of the page. */
function listScores({ overall, measured }: Scores): Score[] {
  return [overall, measured.growth, measured.investment, measured.risk, measured.affordability];
}

/** "Growth, 62 of 100: Price, change in a year 4.0% gives 70 points of weight 40; …" */
function analyze({ name, value, lines }: Score): string {
  const reasons = lines.map((line) =>
    line.points === null
      ? `${line.name}: no data`
      : `${line.name}${line.value === null ? '' : ` ${line.value}`} gives ${Math.round(line.points)} points of weight ${line.weight}`,
  );
  return `${name}, ${value === null ? 'not enough data' : `${value} of 100`}: ${reasons.join('; ')}.`;
}

/** What data would complete the scores, each once: measured parts without a value. Parts that are scores themselves tell theirs above. */
function listMissing(scores: readonly Score[]): string[] {
  const names = scores.map(({ name }) => name);
  const isScore = (part: string) => names.some((name) => part === name || part === `100 less ${name.toLowerCase()}`);
  const missing = scores.flatMap(({ lines }) =>
    lines.flatMap(({ name, points }) => (points === null && !isScore(name) ? [name] : [])),
  );
  return [...new Set(missing)].map((name) => `“${name}” cannot be told from what was imported of this area.`);
}
