import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Kills the workerd that this test file runs, without a chance to finish anything. */
export async function killWorkerd(): Promise<void> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args=']);
  const children = [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].filter(
    ([, , parent, command = '']) => Number(parent) === process.pid && command.includes('workerd'),
  );
  const [child] = children;
  if (!child || children.length > 1) throw new Error(`Expected one workerd, found ${children.length}.`);
  process.kill(Number(child[1]), 'SIGKILL');
}
