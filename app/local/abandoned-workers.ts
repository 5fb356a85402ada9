import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const exitLimit = 5_000;

/** Ends workerd processes of this checkout whose Node process was killed: they would go on for ever and keep their ports. */
export async function endAbandonedWorkers(): Promise<void> {
  const programs = await realpath(fileURLToPath(new URL('../../node_modules/@cloudflare', import.meta.url)));
  const processes = await listProcesses();
  const commands = new Map(processes.map(({ pid, command }) => [pid, command]));
  const abandoned = processes.filter(
    ({ parent, command }) => command.startsWith(`${programs}/workerd-`) && !commands.get(parent)?.includes('node'),
  );
  const deadline = Date.now() + exitLimit;
  for (const { pid } of abandoned) {
    while (kill(pid) && Date.now() < deadline) await delay(20);
  }
}

async function listProcesses(): Promise<{ pid: number; parent: number; command: string }[]> {
  try {
    const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,args='], { maxBuffer: 16 * 1024 * 1024 });
    return [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, command = '']) => ({
      pid: Number(pid),
      parent: Number(parent),
      command,
    }));
  } catch {
    // The system has no usable ps: a port that is still in use is then reported as taken.
    return [];
  }
}

/** Ends the process. False when it was gone already. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
