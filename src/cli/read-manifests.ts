import { parseManifests } from '../manifest';
import type { ManifestStream } from '../manifest';
import { readTexts } from './read-texts';
import type { Terminal } from './terminal';

/**
 * Reads the manifests of files, folders and standard input as one stream.
 *
 * @throws PullproofError `file-unreadable`, `usage`; see {@link readTexts}.
 */
export async function readManifests(names: readonly string[], terminal: Terminal): Promise<ManifestStream> {
  const streams = (await readTexts(names, terminal)).map(({ name, text }) => parseManifests(text, name));
  return {
    resources: streams.flatMap(({ resources }) => resources),
    unparsed: streams.flatMap(({ unparsed }) => unparsed),
  };
}
