import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The ids of the workerd processes that this test file runs. */
export async function listWorkerds(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args=']);
  return [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)]
    .filter(([, , parent, command = '']) => Number(parent) === process.pid && command.includes('workerd'))
    .map(([, pid]) => Number(pid));
}

/** Kills the workerd that this test file runs, without a chance to finish anything. */
export async function killWorkerd(): Promise<void> {
  const [child, ...others] = await listWorkerds();
  if (!child || others.length > 0) throw new Error(`Expected one workerd, found ${others.length + (child ? 1 : 0)}.`);
  process.kill(child, 'SIGKILL');
}
