import type { Command } from 'commander';
import type { ClusterAccess } from '../cluster';
import { PullproofError } from '../error';

/** Options of commands that read a cluster. */
export interface ClusterFlags {
  readonly kubeContext?: string;
  readonly kubeconfig?: string;
  readonly kubectl?: string;
}

/** Adds the options to a command. */
export function addClusterOptions(command: Command, what: string): Command {
  return command
    .option('--kube-context <NAME>', `read ${what} of the cluster of this context, with kubectl`)
    .option('--kubeconfig <FILE>', 'kubeconfig of the context (default: as kubectl finds it)')
    .option('--kubectl <FILE>', 'kubectl to run (default: the one on the PATH)');
}

/**
 * Which cluster is meant; `undefined` for none.
 *
 * @throws PullproofError `usage` for options that need a context.
 */
export function clusterAccess({ kubeContext: context, kubeconfig, kubectl }: ClusterFlags): ClusterAccess | undefined {
  if (context === undefined) {
    const lonely = kubeconfig === undefined ? kubectl === undefined ? undefined : '--kubectl' : '--kubeconfig';
    if (lonely !== undefined) {
      throw new PullproofError({ code: 'usage', what: `${lonely} needs --kube-context`, remedy: 'name the context: a cluster is only read when it is named' });
    }
    return undefined;
  }
  if (context === '') {
    throw new PullproofError({ code: 'usage', where: '--kube-context', what: 'the name of the context is empty', remedy: 'check the variable that it comes from' });
  }
  return { context, ...(kubeconfig === undefined ? {} : { kubeconfig }), ...(kubectl === undefined ? {} : { kubectl }) };
}
