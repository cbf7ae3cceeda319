import { Command } from 'commander';
import { parsePlatform } from '../../availability';
import { PullproofError, quote } from '../../error';
import { checkPulls, printAvailabilityJson, printAvailabilityMetrics, printAvailabilityText } from '../../preflight';
import type { AvailabilityReport } from '../../preflight';
import { readPullPlan } from '../check-input';
import { addClusterOptions } from '../cluster-flags';
import type { ClusterFlags } from '../cluster-flags';
import { addConnectionOptions, readConnectionFlags } from '../connection-flags';
import type { ConnectionFlags } from '../connection-flags';
import { EXIT } from '../exit-codes';
import { atOption, collect, parseHostPattern, parseNamespace } from '../options';
import { startProgress } from '../progress';
import { reportStyle } from '../styles';
import type { Terminal } from '../terminal';

interface CheckFlags extends ClusterFlags, ConnectionFlags {
  readonly auth?: string;
  readonly plan?: string;
  readonly side?: string;
  readonly platform?: readonly string[];
  readonly namespace?: string;
  readonly nodeIdentity?: readonly string[];
  readonly json?: boolean;
  readonly metrics?: boolean;
}

/** `pullproof check`: asks registries whether every image can be pulled with the very credentials of the cluster. */
export function checkCommand(terminal: Terminal, finish: (code: number) => void): Command {
  const command = new Command('check')
    .summary('ask the registries whether every image can be pulled')
    .description('Asks the registries for every image of every pod, with the very credentials that the cluster will use. Nothing is pulled.')
    .usage('[OPTION...] [FILE...]')
    .argument('[FILE...]', 'manifest files or folders; - or nothing for standard input, or for the pods of the cluster with --kube-context')
    .option('--plan <FILE>', 'mirror plan, as "pullproof mirror --format json" writes it, in place of manifests')
    .option('--side <SIDE>', 'side of the mirror plan: private or source (default: "private")')
    .option('--auth <FILE>', 'Docker configuration whose logins stand in for the pull secrets');
  addClusterOptions(command, 'pull secrets and accounts')
    .option('-n, --namespace <NAME>', 'namespace of objects that name none; of a cluster without files, the only one that is read')
    .option('--node-identity <HOST>', 'host that nodes pull from with their own identity; * stands for a part of a label (repeatable)', collect)
    .option('--platform <OS/ARCH,...>', 'platforms of the nodes that each image must serve (repeatable)', collect)
    .option('--json', 'print the report as JSON')
    .option('--metrics', 'print the report in the text format of Prometheus, as k8s-image-availability-exporter does');
  return addConnectionOptions(command)
    .addHelpText('after', `
The credentials are those of the Secrets that a pod or its ServiceAccount names, in the manifests. Those
that only exist in the cluster take --kube-context or --auth.

Examples:
  pullproof check dist/ --platform linux/amd64,linux/arm64
  helm template cz charts/cloudzero-agent -f values.yaml | pullproof check --auth robot.json --ca company-ca.pem
  pullproof check --kube-context prod --metrics

Exit codes: 0 all available, 1 findings, 2 bad input or usage`)
    .action(async (files: string[], flags: CheckFlags) => {
      if (flags.json === true && flags.metrics === true) {
        throw new PullproofError({ code: 'usage', what: '--json and --metrics are two forms of one report', remedy: 'leave one of them out' });
      }
      const namespace = flags.namespace === undefined ? undefined : atOption('--namespace', () => parseNamespace(flags.namespace ?? ''));
      const nodeIdentityHosts = (flags.nodeIdentity ?? []).map((text) => atOption('--node-identity', () => parseHostPattern(text)));
      const platforms = atOption('--platform', () => parsePlatforms(flags.platform ?? []));
      const options = readConnectionFlags(flags, terminal);
      const plan = await readPullPlan(files, { ...flags, namespace, nodeIdentityHosts, platforms }, terminal);
      const progress = await startProgress(terminal, `asking for ${plan.pulls.length} images`);
      try {
        const report = await checkPulls(plan, { ...options, onAnswer: (_answer, { done, total }) => progress.say(`${done} of ${total} images`) });
        progress.stop();
        terminal.out(print(report, flags, terminal));
        if (report.images.length === 0) {
          terminal.err('note: no pod here pulls an image\n');
        }
        finish(report.available ? EXIT.ok : EXIT.findings);
      } finally {
        progress.stop();
      }
    });
}

function print(report: AvailabilityReport, { json, metrics }: CheckFlags, { colour }: Terminal): string {
  if (json === true) {
    return printAvailabilityJson(report);
  }
  return metrics === true ? printAvailabilityMetrics(report) : printAvailabilityText(report, reportStyle(colour));
}

function parsePlatforms(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => text.split(',')).map((text) => {
    const platform = parsePlatform(text.trim());
    if (platform === undefined) {
      throw new PullproofError({ code: 'usage', what: `${quote(text)} names no platform`, expected: 'os/architecture[/variant], such as linux/arm64' });
    }
    return platform;
  }))];
}
