import type { AuditSubject, Finding, IAuditRule } from 'pullproof';

/** Acme wants to know whom to call: every pod's object names its team. */
export class TeamLabelRule implements IAuditRule {
  public readonly id = 'acme-team-label';
  public readonly title = 'Every workload of Acme carries the label team';

  public check({ objects, pods }: AuditSubject): Finding[] {
    const workloads = new Set(pods.map(({ location }) => `${location.kind}/${location.namespace}/${location.name}`));
    return objects
      .filter(({ location: { kind, namespace, name } }) => workloads.has(`${kind}/${namespace}/${name}`))
      .filter(({ object }) => (object.metadata as { labels?: Record<string, string> }).labels?.team === undefined)
      .map(({ location }) => ({
        rule: this.id,
        severity: 'warning',
        location,
        reason: 'the workload has no label team',
        remedy: 'set it on the chart or the object',
      }));
  }
}
