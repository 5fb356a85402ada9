import { cpus, loadavg } from 'node:os';
import { workerdVersion } from './bare-workerd.ts';

/** Where something was measured. */
export interface Machine {
  processor: string;
  cores: number;
  node: string;
  workerd: string;
  /** Of the last minute. */
  loadAverage: number;
}

/** The machine as it is now. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    node: process.version,
    workerd: workerdVersion,
    loadAverage: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
