import { Command } from 'commander';
import { audit, printJsonReport, printTextReport } from '../../audit';
import { Registry } from '../../registry';
import { EXIT } from '../exit-codes';
import { atOption, collect, parseAcknowledgement, parseDeclaredSecret, parseHostPattern, parseNamespace, requireOptions } from '../options';
import { readManifests } from '../read-manifests';
import { reportStyle } from '../styles';
import type { Terminal } from '../terminal';

interface AuditFlags {
  readonly registry?: readonly string[];
  readonly nodeIdentity?: readonly string[];
  readonly declareSecret?: readonly string[];
  readonly acknowledge?: readonly string[];
  readonly namespace: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** `pullproof audit`: proves manifests, or says why they are not proven. */
export function auditCommand(terminal: Terminal, finish: (code: number) => void): Command {
  return new Command('audit')
    .summary('prove that every image is private and every pod can pull')
    .description('Reads final manifests and proves that every image comes from the registry and every pod has a working credential.')
    .usage('[OPTION...] [FILE...]')
    .argument('[FILE...]', 'manifest files or folders; - or nothing for standard input')
    .option('-r, --registry <HOST[/PREFIX]>', 'registry that images may come from (required, repeatable)', collect)
    .option('--node-identity <HOST>', 'host that nodes pull from with their own identity; * stands for a part of a label (repeatable)', collect)
    .option('--declare-secret <[NAMESPACE/]NAME=HOST[,HOST]>', 'pull secret that something else creates (repeatable)', collect)
    .option('--acknowledge <RULE[@KIND NAMESPACE/NAME]=REASON>', 'accept findings of a rule, with the reason (repeatable)', collect)
    .option('-n, --namespace <NAME>', 'namespace of objects that name none', 'default')
    .option('--strict', 'let warnings count as findings')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', `
Examples:
  helm template cz charts/cloudzero-agent -f values.yaml -n cloudzero | pullproof audit -r harbor.example.com/agents -n cloudzero
  pullproof audit dist/ -r 123456789012.dkr.ecr.eu-west-1.amazonaws.com --node-identity '*.dkr.ecr.*.amazonaws.com'
  pullproof audit rendered.yaml -r harbor.example.com --declare-secret pull=harbor.example.com --json

Exit codes: 0 proven, 1 findings, 2 bad input or usage`)
    .action(async (files: string[], flags: AuditFlags) => {
      requireOptions('audit', { registry: flags.registry });
      const options = {
        registries: (flags.registry ?? []).map((text) => atOption('--registry', () => Registry.parse(text))),
        declaredSecrets: (flags.declareSecret ?? []).map((text) => atOption('--declare-secret', () => parseDeclaredSecret(text))),
        acknowledgements: (flags.acknowledge ?? []).map((text) => atOption('--acknowledge', () => parseAcknowledgement(text))),
        nodeIdentityHosts: (flags.nodeIdentity ?? []).map((text) => atOption('--node-identity', () => parseHostPattern(text))),
        namespace: atOption('--namespace', () => parseNamespace(flags.namespace)),
        strict: flags.strict ?? false,
      };
      // The manifests were made elsewhere; that a credential stands in them is worth a warning, not a refusal.
      const verdict = audit(await readManifests(files, terminal), { ...options, clearText: 'warning' });
      terminal.out(flags.json === true ? printJsonReport(verdict) : printTextReport(verdict, reportStyle(terminal.colour)));
      finish(verdict.proven ? EXIT.ok : EXIT.findings);
    });
}
