import { parseDockerConfig } from '../credential';
import type { DockerConfigEntry } from '../credential';
import { PullproofError } from '../error';
import { clean } from './clean';
import { readText } from './read-texts';
import type { Terminal } from './terminal';

/**
 * Reads the logins of a Docker configuration as the kubelet would; what it would pass over is noted.
 *
 * @throws PullproofError `file-unreadable`, or `docker-config-invalid` that never repeats what the file holds.
 */
export function readDockerConfig(file: string, terminal: Terminal): readonly DockerConfigEntry[] {
  const { entries, problems, notes } = parseDockerConfig(readText(file, terminal));
  if (problems.length > 0) {
    throw new PullproofError({
      code: 'docker-config-invalid', where: file, what: 'the Docker configuration cannot be read', problems, remedy: 'the kubelet could not read it either',
    });
  }
  notes.forEach((note) => terminal.err(`note: ${clean(`${file}: ${note}`)}\n`));
  return entries;
}
