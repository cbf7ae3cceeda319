import { Command } from 'commander';
import { PullproofError } from '../../error';
import { findReferences } from '../../manifest';
import type { ManifestStream } from '../../manifest';
import { EXIT } from '../exit-codes';
import { printImagesJson, printImagesTable } from '../print-images';
import { readManifests } from '../read-manifests';
import { reportStyle } from '../styles';
import type { Terminal } from '../terminal';

/** `pullproof images`: every image reference of the manifests, with its place and how certain it is one. */
export function imagesCommand(terminal: Terminal, finish: (code: number) => void): Command {
  return new Command('images')
    .summary('list every image reference')
    .description('Lists every image reference in manifests: containers, arguments, environment, custom resources, ConfigMaps.')
    .usage('[OPTION...] [FILE...]')
    .argument('[FILE...]', 'manifest files or folders; - or nothing for standard input')
    .option('--json', 'print JSON')
    .addHelpText('after', `
Certain references are fields that Kubernetes pulls from; likely ones stand in places whose names speak of an image;
possible ones only look like one.

Examples:
  helm template cz charts/cloudzero-agent | pullproof images
  pullproof images dist/ --json

Exit codes: 0 done, 2 bad input or usage`)
    .action(async (files: string[], flags: { json?: boolean }) => {
      const stream = await readManifests(files, terminal);
      refuseUnread(stream);
      const found = stream.resources.flatMap((resource) => findReferences(resource));
      terminal.out(flags.json === true ? printImagesJson(found) : printImagesTable(found, reportStyle(terminal.colour)));
      if (found.length === 0) {
        const objects = stream.resources.length;
        terminal.err(`note: no image reference in ${objects} object${objects === 1 ? '' : 's'}\n`);
      }
      finish(EXIT.ok);
    });
}

/** A list that silently leaves out what could not be read would look complete. */
function refuseUnread({ unparsed }: ManifestStream): void {
  if (unparsed.length > 0) {
    throw new PullproofError({
      code: 'manifest-invalid',
      what: unparsed.length === 1 ? 'a document cannot be read' : `${unparsed.length} documents cannot be read`,
      problems: unparsed.map(({ origin, reason }) => `${origin.file ?? 'input'}:${origin.line ?? 1}: ${reason}`),
      remedy: 'mend them, or leave them out',
    });
  }
}
