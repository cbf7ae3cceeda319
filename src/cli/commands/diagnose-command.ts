import { Command } from 'commander';
import { diagnose, printDiagnosisJson, printDiagnosisText } from '../../diagnose';
import type { DiagnosisInput } from '../../diagnose';
import { PullproofError } from '../../error';
import type { ManifestStream } from '../../manifest';
import { clean } from '../clean';
import { addClusterOptions, clusterAccess } from '../cluster-flags';
import type { ClusterFlags } from '../cluster-flags';
import { EXIT } from '../exit-codes';
import { atOption, collect, parseNamespace } from '../options';
import { credentialQueries, readClusterObjects } from '../read-cluster';
import { readManifests } from '../read-manifests';
import { readTexts } from '../read-texts';
import { reportStyle } from '../styles';
import type { Terminal } from '../terminal';

interface DiagnoseFlags extends ClusterFlags {
  readonly manifests?: readonly string[];
  readonly namespace?: string;
  readonly json?: boolean;
}

/** `pullproof diagnose`: why images do not come, from what Kubernetes says of pods. */
export function diagnoseCommand(terminal: Terminal, finish: (code: number) => void): Command {
  const command = new Command('diagnose')
    .summary('explain why pods do not get their images')
    .description('Reads what Kubernetes says of pods, and names the cause and the way out, with what is known of their credentials.')
    .usage('[OPTION...] [FILE...]')
    .argument('[FILE...]', '"kubectl get pods,events -A -o json", "kubectl describe pod", a log; - or nothing for standard input')
    .option('--manifests <FILE>', 'manifests that tell more: workloads, accounts, pull secrets (repeatable)', collect);
  return addClusterOptions(command, 'pods, events and pull secrets')
    .option('-n, --namespace <NAME>', 'namespace of objects that name none; of a cluster, the only one that is read')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', `
Examples:
  kubectl get pods,events -A -o json | pullproof diagnose
  kubectl describe pod cz-server-0 -n cloudzero | pullproof diagnose --manifests rendered.yaml
  pullproof diagnose --kube-context prod -n cloudzero

Exit codes: 0 nothing wrong, 1 findings, 2 bad input or usage`)
    .action(async (files: string[], flags: DiagnoseFlags) => {
      const namespace = flags.namespace === undefined ? undefined : atOption('--namespace', () => parseNamespace(flags.namespace ?? ''));
      const diagnosis = diagnose(await readInput(files, flags, namespace, terminal));
      terminal.out(flags.json === true ? printDiagnosisJson(diagnosis) : printDiagnosisText(diagnosis, reportStyle(terminal.colour)));
      finish(diagnosis.healthy ? EXIT.ok : EXIT.findings);
    });
}

async function readInput(files: readonly string[], flags: DiagnoseFlags, namespace: string | undefined, terminal: Terminal): Promise<DiagnosisInput> {
  const cluster = clusterAccess(flags);
  const common = {
    ...(flags.manifests === undefined ? {} : { manifests: await readManifests(flags.manifests, terminal) }),
    ...(namespace === undefined ? {} : { namespace }),
  };
  if (cluster === undefined) {
    const texts = await readTexts(files, terminal);
    // What a broken pipe leaves must not look healthy.
    if (texts.every(({ text }) => text.trim() === '')) {
      throw new PullproofError({ code: 'manifest-invalid', what: 'the input is empty', remedy: 'check the command that it comes from' });
    }
    return { texts, ...common };
  }
  if (files.length > 0) {
    throw new PullproofError({ code: 'usage', what: 'files and --kube-context are two places for the pods', remedy: 'leave one of them out; --manifests goes with both' });
  }
  const place = namespace === undefined ? {} : { namespace };
  const seen = await readClusterObjects(cluster, [{ kind: 'pods', ...place }, { kind: 'events', ...place }], terminal);
  const credentials = await orNote(() => readClusterObjects(cluster, credentialQueries(namespace), terminal), terminal);
  return { objects: { resources: [...credentials?.resources ?? [], ...seen.resources], unparsed: [] }, ...common };
}

/** Secrets are worth having, and often kept from people who may see pods: their troubles can be told all the same. */
async function orNote(read: () => Promise<ManifestStream>, terminal: Terminal): Promise<ManifestStream | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!PullproofError.isPullproofError(error)) {
      throw error;
    }
    terminal.err(`note: ${clean(error.what)}: pull secrets are not looked at\n`);
    return undefined;
  }
}
