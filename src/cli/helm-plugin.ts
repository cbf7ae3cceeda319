import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { PullproofError, quote } from '../error';
import { reasonOf } from './system-error';
import type { Terminal } from './terminal';
import { writeOutput } from './write-output';

/** What Helm calls the file that describes a plugin. */
const PLUGIN_FILE = 'plugin.yaml';

/**
 * The description of a Helm 4 plugin that post-renders with this command. `pullproof` has to be on the PATH of Helm.
 *
 * Source: Helm 4, `internal/plugin/metadata_v1.go` and `runtime_subprocess.go`.
 *
 * @param args arguments that come before those of `--post-renderer-args`
 * @throws PullproofError `usage` for an argument that Helm would change.
 */
export function helmPlugin(version: string, args: readonly string[]): string {
  const expanded = args.filter((arg) => arg.includes('$'));
  if (expanded.length > 0) {
    throw new PullproofError({
      code: 'usage', what: `Helm would take a part of ${quote(expanded.join(' '))} for a variable`, remedy: 'leave out the dollar sign, or give it to Helm with --post-renderer-args',
    });
  }
  return stringify({
    apiVersion: 'v1',
    type: 'postrenderer/v1',
    name: 'pullproof',
    version,
    runtime: 'subprocess',
    runtimeConfig: { platformCommand: [{ command: 'pullproof', args: ['post-render', ...args] }] },
  }, { lineWidth: 0 });
}

/**
 * Writes the folder of a Helm plugin; a description that holds something else is kept unless `force` is given.
 *
 * @returns the path of the description, as it was given
 * @throws PullproofError `file-unwritable`, `usage` for an empty name.
 */
export function writeHelmPlugin(folder: string, description: string, force: boolean, terminal: Terminal): string {
  if (folder === '') {
    throw new PullproofError({ code: 'usage', where: '--write-plugin', what: 'the name of the folder is empty', remedy: 'check the variable that it comes from' });
  }
  try {
    mkdirSync(resolve(terminal.workingDirectory, folder), { recursive: true });
  } catch (error) {
    throw new PullproofError({
      code: 'file-unwritable', where: folder, what: `nothing was written: the folder cannot be made: ${reasonOf(error)}`, remedy: 'check the path', cause: error,
    });
  }
  const file = join(folder, PLUGIN_FILE);
  writeOutput(file, description, force, terminal);
  return file;
}
