import type { DetectedFile } from './detection.ts';
import { createCensusReader, findCensusTable, listCensusFigures } from './formats/census.ts';
import { createFredReader } from './formats/fred.ts';
import { createRealtorReader, listRealtorFigures } from './formats/realtor.ts';
import { createRedfinReader, redfinFigures } from './formats/redfin.ts';
import { createDirectoryReader, createEdgeReader } from './formats/schools.ts';
import { createZillowReader, readZillowPeriods, type ZillowMetric, zillowMetrics } from './formats/zillow.ts';
import type { ReadingChoices, RecordReader, RowKind } from './rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** What a person says of a file that neither its contents nor its name tell. */
export interface FileAnswers {
  metric: ZillowMetric | null;
  survey: { year: number; span: 1 | 5 } | null;
}

/** The kind of rows that a file has. */
export function kindOf({ format }: Pick<DetectedFile, 'format'>): RowKind {
  switch (format) {
    case 'ZILLOW':
    case 'REDFIN':
    case 'REALTOR':
      return 'MARKET';
    case 'FRED':
      return 'SERIES';
    case 'CENSUS':
      return 'DEMOGRAPHICS';
    case 'NCES_EDGE':
    case 'NCES_CCD':
      return 'SCHOOL';
  }
}

/** What is still to be asked of a file before its rows can be read; undefined where nothing is. */
export function findQuestion(
  { format, zillow, survey }: DetectedFile,
  answers: FileAnswers,
): 'FIGURE' | 'YEAR' | undefined {
  if (format === 'ZILLOW' && !zillow && !answers.metric) return 'FIGURE';
  if (format === 'CENSUS' && !survey && !answers.survey) return 'YEAR';
  return undefined;
}

/** The sources that a file may bring rows of. */
export function listSources(detected: DetectedFile, answers: FileAnswers): string[] {
  switch (detected.format) {
    case 'ZILLOW':
      return nameZillow(detected, answers).map(({ source }) => source);
    case 'REDFIN':
      return ['redfin', 'redfin-sa'];
    case 'REALTOR':
      return ['realtor'];
    case 'FRED':
      return ['fred'];
    case 'CENSUS': {
      const survey = detected.survey ?? answers.survey;
      return survey ? [`acs-${survey.span}-year`] : [];
    }
    case 'NCES_EDGE':
    case 'NCES_CCD':
      return ['nces'];
  }
}

/** The figures of a file: those that count as withdrawn where it is silent on them. Empty for schools. */
export function listFigures(detected: DetectedFile, answers: FileAnswers): string[] {
  switch (detected.format) {
    case 'ZILLOW':
      return nameZillow(detected, answers).map(({ metric }) => zillowMetrics[metric]);
    case 'REDFIN':
      return [...redfinFigures];
    case 'REALTOR':
      return listRealtorFigures(detected.columns);
    case 'FRED':
      return ['value'];
    case 'CENSUS':
      return listCensusFigures(findCensusTable(detected.columns));
    case 'NCES_EDGE':
    case 'NCES_CCD':
      return [];
  }
}

function nameZillow({ zillow }: DetectedFile, { metric }: FileAnswers) {
  if (zillow) return [zillow];
  return metric ? [{ metric, source: `zillow-${metric.replaceAll('_', '-')}` }] : [];
}

/**
 * Makes the reader of a file's records.
 * @throws UnreadableFile where columns are missing, or something is still to be asked
 */
export function createReader(
  detected: DetectedFile,
  answers: FileAnswers,
  choices: ReadingChoices,
  fileName: string,
): RecordReader {
  const { columns } = detected;
  switch (detected.format) {
    case 'ZILLOW': {
      const [name] = nameZillow(detected, answers);
      if (!name) throw new UnreadableFile('Choose the figure that the file holds.');
      return createZillowReader(columns, name, readZillowPeriods(columns, fileName, choices.today), choices);
    }
    case 'REDFIN':
      return createRedfinReader(columns, choices);
    case 'REALTOR':
      return createRealtorReader(columns, choices);
    case 'FRED':
      return createFredReader(columns, detected.periodType ?? 'MONTHLY', choices);
    case 'CENSUS': {
      const survey = detected.survey ?? answers.survey;
      if (!survey) throw new UnreadableFile('Enter the year of the survey.');
      if (survey.year > Number(choices.today.slice(0, 4)))
        throw new UnreadableFile('The year of the survey is still to come.');
      return createCensusReader(columns, survey, choices);
    }
    case 'NCES_EDGE':
      return createEdgeReader(choices);
    case 'NCES_CCD':
      return createDirectoryReader(columns, choices);
  }
}
