import { Command } from 'commander';
import { audit } from '../../audit';
import { kustomizeOverlay, planFallback } from '../../relocate';
import type { FallbackPlan } from '../../relocate';
import { addChartOptions, addRelocationOptions, readRelocation } from '../chart-options';
import { clean } from '../clean';
import { EXIT } from '../exit-codes';
import { requireOptions } from '../options';
import { printVerdict } from '../print-verdict';
import { addProofOptions, readProof } from '../proof-options';
import type { Terminal } from '../terminal';
import { writeOutputs } from '../write-outputs';
import { installFor, printDifferences } from './values-of-chart';
import type { InstallFlags } from './values-of-chart';

interface OverlayFlags extends InstallFlags {
  readonly output?: string;
}

/** `pullproof overlay`: a rendered chart with a Kustomize overlay that does what values cannot do. */
export function overlayCommand(terminal: Terminal, finish: (code: number) => void): Command {
  const command = new Command('overlay')
    .summary('write a chart as a Kustomize overlay: rendered, and patched where values cannot reach')
    .description('Renders a chart with the smallest overrides, and writes it with a Kustomize overlay that does what values cannot do.')
    .usage('[OPTION...] CHART')
    .argument('<CHART>', 'chart: a directory, a .tgz, repo/name, a name with --repo, or oci://...');
  return addProofOptions(addChartOptions(addRelocationOptions(command)))
    .option('-o, --output <DIR>', 'folder for the overlay (required)')
    .option('--report <FILE>', 'write what was found out and proven as JSON')
    .option('--force', 'replace files that hold something else')
    .addHelpText('after', `
The folder gets rendered.yaml (what Helm makes of the chart with the overrides), kustomization.yaml, and a patch for each object
that values cannot bring right. Helm's hooks become ordinary objects for "kubectl apply -k".

Examples:
  pullproof overlay charts/falco -r harbor.example.com/agents --pull-secret pull -n falco -o falco/
  kubectl apply -k falco/ -n falco

Exit codes: 0 written, and what Kustomize makes of it is proven, 1 findings, 2 bad input or usage, 3 the chart does not render`)
    .action(async (chart: string, flags: OverlayFlags) => {
      requireOptions('overlay', { registry: flags.registry, output: flags.output });
      const { relocation, pullSecretNames } = readRelocation(flags);
      const { run, install: { traced } } = await installFor(chart, flags, terminal);
      const plan = planFallback(traced.rendered, { relocation, pullSecretNames, namespace: run.namespace });
      const files = kustomizeOverlay(plan).map(({ path, content }) => ({ path, text: content, executable: false }));
      writeOutputs(flags.output ?? '', [{ path: 'rendered.yaml', text: traced.rendered, executable: false }, ...files], flags.force ?? false, terminal);
      const hosts = relocation.registries.map(({ authKey }) => authKey);
      const verdict = audit(plan.patched, {
        registries: relocation.registries,
        declaredSecrets: pullSecretNames.map((name) => ({ name, registries: hosts })),
        nodeIdentityHosts: pullSecretNames.length === 0 ? hosts : [],
        namespace: run.namespace,
        clearText: 'warning',
        ...readProof(flags),
      });
      terminal.err(printVerdict(verdict, terminal));
      notesOf(plan).forEach((note) => terminal.err(`note: ${clean(note)}\n`));
      printDifferences(traced.differences, terminal);
      finish(verdict.proven && traced.differences.length === 0 ? EXIT.ok : EXIT.findings);
    });
}

/** What only looks like an image is a warning of the verdict, and no note. */
function notesOf({ objects, unmoved }: FallbackPlan): string[] {
  return [
    ...objects.flatMap(({ changes }) => changes.map(({ kind, location, from, to }) => (
      kind === 'image' ? `patched: ${location}: ${from ?? 'no image'} becomes ${to}` : `patched: ${location}: names pull secret ${to}`))),
    ...unmoved.map(({ location, reason }) => `left as it is: ${location}: ${reason}`),
  ];
}
