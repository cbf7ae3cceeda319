import { medians, runProgram } from './measure';
import type { Figures } from './measure';
import type { Result } from './result';

const ROUNDS = 5;
const NAMESPACES = 1_000;

/** What a user of the Pulumi front end loads anyway. */
const PEERS = ['@pulumi/pulumi', '@pulumi/kubernetes', '@pulumi/kubernetes/core/v1', '@pulumi/kubernetes/helm/v3', '@pulumi/kubernetes/helm/v4', '@pulumi/kubernetes/apiextensions'];

/** A pull secret in each of many namespaces, against the same Secrets written by hand; and what loading the front end takes. */
export function benchPulumi(): Result[] {
  const runs = { component: [] as Figures[], raw: [] as Figures[], ours: [] as Figures[], peers: [] as Figures[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    runs.component.push(runProgram('pulumi', 'component', String(NAMESPACES)));
    runs.raw.push(runProgram('pulumi', 'raw', String(NAMESPACES)));
    runs.ours.push(runProgram('import', ...PEERS, 'pullproof/pulumi'));
    runs.peers.push(runProgram('import', ...PEERS));
  }
  if (runs.component[0]?.output !== runs.raw[0]?.output || runs.raw[0]?.secrets !== NAMESPACES) {
    throw new Error('the Secrets written by hand are not those of the component, so there is nothing to compare');
  }
  const figure = (variant: keyof typeof runs, name: string): number => medians(runs[variant])[name] ?? NaN;
  return [
    { what: `Pulumi with mocks, ${NAMESPACES} namespaces, CPU against raw Secrets`, measured: figure('component', 'cpu') / figure('raw', 'cpu'), unit: '×', atMost: 1.15 },
    { what: 'loading pullproof/pulumi, CPU against its peers alone', measured: figure('ours', 'cpu') / figure('peers', 'cpu'), unit: '×', atMost: 1.1 },
    { what: 'modules of @pulumi/aws loaded with it', measured: figure('ours', 'aws'), unit: '', atMost: 0 },
  ];
}
