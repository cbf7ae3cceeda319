import { App } from 'cdk8s';
import { Proof } from 'pullproof/cdk8s';
import { build as buildCloudZero } from './cloudzero-from-harbor/main';
import { clusters } from './ecr/main';
import { build as buildEcrAsCode } from './ecr-as-code/main';
import { build as buildHarborAsCode } from './harbor-as-code/main';
import { build as buildExporter } from './image-availability-exporter/main';
import { build as buildK8ssandra } from './k8ssandra/main';
import { build as buildOrganisation } from './organisation-package/main';
import { build as buildOwn } from './own-application/main';
import { PULUMI_EXAMPLES, runPulumi } from './run-pulumi';
import { build as buildTingyun } from './tingyun/main';

/** Every example as one app: what `npm run demo` synthesizes and proves. */
export const EXAMPLES: readonly { readonly name: string; readonly build: (app: App) => void }[] = [
  { name: 'CloudZero from Harbor, through External Secrets and Flux', build: buildCloudZero },
  { name: 'an application of one\'s own, with cdk8s-plus-28', build: buildOwn },
  ...clusters.map(({ name, build }) => ({ name: `CloudZero from ECR, cluster ${name}, through Argo CD`, build })),
  { name: 'K8ssandra from Harbor, through Argo CD', build: buildK8ssandra },
  { name: 'Tingyun UniAgent from Harbor, the vendor\'s manifest rewritten', build: buildTingyun },
  { name: 'k8s-image-availability-exporter, watching what no other object shows', build: buildExporter },
  { name: 'ECR as code, from the images of its pods', build: buildEcrAsCode },
  { name: 'Harbor as code, caching what K8ssandra pulls', build: buildHarborAsCode },
  { name: 'an organisation\'s own agent, registry kind and rule', build: buildOrganisation },
];

/** Synthesizes an example in memory and returns its manifests and its proof. */
export function prove(build: (app: App) => void): { manifests: string; report: string; proven: boolean } {
  const app = new App();
  build(app);
  const manifests = app.synthYaml();
  const proof = Proof.of(app);
  return { manifests, report: proof.toText(), proven: proof.verdict().proven };
}

async function main(): Promise<void> {
  for (const { name, build } of EXAMPLES) {
    const { manifests, report, proven } = prove(build);
    process.stdout.write(`── ${name}\n\n${manifests}\n${report}\n`);
    process.exitCode = proven ? process.exitCode : 1;
  }
  for (const example of PULUMI_EXAMPLES) {
    const { tree, report, proven } = await runPulumi(example);
    process.stdout.write(`── ${example.name}\n\n${tree}\n\n${report}\n`);
    process.exitCode = proven ? process.exitCode : 1;
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
