import type { Measures } from './measures.ts';
import {
  type Curve,
  type MeasuredPart,
  type MeasuredScoreKey,
  measureWords,
  overallParts,
  type ScorePart,
  type ScoreRule,
  scoreRules,
} from './score-rules.ts';

/** One part of a score, as a profile shows it. */
export interface ScoreLine {
  name: string;
  /** The measured value in words; null for a part that is a score itself, or whose data is missing. */
  value: string | null;
  sources: string[];
  /** 0 to 100, not rounded; null where the data is missing. */
  points: number | null;
  weight: number;
}

/** A score with everything that made it. */
export interface Score {
  name: string;
  /** 0 to 100, whole; null for "not enough data". */
  value: number | null;
  /** What scores made of this one use. */
  exact: number | null;
  lines: ScoreLine[];
  /** The weight of the parts whose data is there, over that of all, 0 to 1. */
  presence: number;
}

/** All scores of an area, with its strengths and weaknesses in fixed sentences. */
export interface Scores {
  measured: Record<MeasuredScoreKey, Score>;
  overall: Score;
  strengths: string[];
  weaknesses: string[];
}

const strongFrom = 70;
const weakUpTo = 30;

/** Scores an area by its measures. The same measures give the same scores and the same sentences. */
export function scoreArea(measures: Measures): Scores {
  const measured: Partial<Record<MeasuredScoreKey, Score>> = {};
  const strengths: string[] = [];
  const weaknesses: string[] = [];
  const describePart = (part: MeasuredPart | ScorePart): ScoreLine =>
    'measure' in part ? describeMeasured(part, measures) : describeScore(part, measured[part.score]);
  const score = ({ key, name, isBad, parts }: ScoreRule): Score => {
    const lines = parts.map(describePart);
    for (const [place, part] of parts.entries()) {
      const points = lines[place]?.points ?? null;
      if (!('measure' in part) || !part.sentences || points === null) continue;
      if (points >= strongFrom) (isBad ? weaknesses : strengths).push(part.sentences.many);
      if (points <= weakUpTo) (isBad ? strengths : weaknesses).push(part.sentences.few);
    }
    const result = addUp(name, lines);
    measured[key] = result;
    return result;
  };
  const [growth, investment, risk, affordability] = scoreRules.map(score);
  if (!growth || !investment || !risk || !affordability) throw new Error('A score has no rule.');
  const overall = addUp('Overall', overallParts.map(describePart));
  return { measured: { growth, investment, risk, affordability }, overall, strengths, weaknesses };
}

/** The weighted mean of the parts that are there; no score where they have less than half the weight. */
function addUp(name: string, lines: ScoreLine[]): Score {
  const present = lines.flatMap(({ points, weight }) => (points === null ? [] : [{ points, weight }]));
  const weight = present.reduce((sum, line) => sum + line.weight, 0);
  const presence = weight / lines.reduce((sum, line) => sum + line.weight, 0);
  const exact = presence < 0.5 ? null : present.reduce((sum, line) => sum + line.points * line.weight, 0) / weight;
  return { name, value: exact === null ? null : roundHalfUp(exact), exact, lines, presence };
}

function describeMeasured({ measure, curve, weight }: MeasuredPart, measures: Measures): ScoreLine {
  const { value, sources } = measures[measure];
  const { name, write } = measureWords[measure];
  return {
    name,
    value: value === null ? null : write(value),
    sources,
    points: value === null ? null : findPoints(value, curve),
    weight,
  };
}

function describeScore({ isTurned, weight }: ScorePart, score: Score | undefined): ScoreLine {
  const exact = score?.exact ?? null;
  const name = score?.name ?? '';
  return {
    name: isTurned ? `100 less ${name.toLowerCase()}` : name,
    value: null,
    sources: [],
    points: exact === null ? null : isTurned ? 100 - exact : exact,
    weight,
  };
}

/** Points of a value on its curve, between 0 and 100. */
export function findPoints(value: number, [nothing, half, full]: Curve): number {
  const isBelowHalf = nothing < half ? value < half : value > half;
  const points = isBelowHalf ? ((value - nothing) / (half - nothing)) * 50 : 50 + ((value - half) / (full - half)) * 50;
  return Math.min(100, Math.max(0, points));
}

/** Sums of binary fractions fall short of a half by less than this. */
const dust = 1e-9;

const roundHalfUp = (exact: number) => Math.floor(exact + 0.5 + dust);
