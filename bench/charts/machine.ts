import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { HELM } from './settings';

/** What the seconds were measured with, for people. */
export function describeMachine(): string {
  const { stdout } = spawnSync(HELM, ['version', '--template', '{{.Version}}'], { encoding: 'utf8' });
  return `Helm ${stdout.replace(/^v/, '')} and Node.js ${process.versions.node} on ${availableParallelism()} cores`;
}
