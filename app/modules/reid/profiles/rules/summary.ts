import type { Score, Scores } from './scores.ts';

/**
 * Sums an area's scores up in fixed sentences: the same scores, the same text.
 * @param area  its name, "Austin, TX"
 */
export function summarizeScores(area: string, { overall, measured, strengths, weaknesses }: Scores): string {
  const { growth, investment, risk, affordability } = measured;
  const parts = [growth, investment, affordability, risk].map(writeScore).join(', ');
  return [
    overall.value === null
      ? `There is not enough data for an overall score of ${area}.`
      : `${area} scores ${overall.value} of 100 overall.`,
    `Of its parts: ${parts} (here less is better).`,
    strengths[0] && `In its favor: ${strengths.map(toClause).join('; ')}.`,
    weaknesses[0] && `Against it: ${weaknesses.map(toClause).join('; ')}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

const writeScore = ({ name, value }: Score) => `${name.toLowerCase()} ${value ?? 'without enough data'}`;

const toClause = (sentence: string) => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1, -1)}`;

/**
 * The summary a writer has made, such as a model, of which none comes with the house; unless it holds a number that is not among the facts: then the one of the rules.
 * @param written  undefined where nobody wrote one
 */
export function chooseSummary(area: string, scores: Scores, written: string | undefined): string {
  const ruled = summarizeScores(area, scores);
  if (written === undefined) return ruled;
  const facts = new Set([ruled, ...listFacts(scores)].flatMap(listNumbers));
  return listNumbers(written).every((number) => facts.has(number)) ? written : ruled;
}

const listFacts = ({ measured, overall }: Scores) =>
  [...Object.values(measured), overall].flatMap(({ value, lines }) => [
    String(value ?? ''),
    ...lines.flatMap((line) => [line.value ?? '', String(line.weight), line.name]),
  ]);

/** The numbers in a text, in any script, without signs and thousands commas. */
const listNumbers = (text: string) =>
  (text.match(/\p{N}+(?:[.,]\p{N}+)*/gu) ?? []).map((number) => number.replaceAll(',', ''));
