import type { AuditSubject, Finding, IAuditRule } from '../audit';

/**
 * With one file per resource, cdk8s names files without the namespace, so two objects may get the same one, and all but
 * the last are lost without a word: a proof over objects would prove what is never applied. See cdk8s issue 2821.
 */
export class OverwrittenFileRule implements IAuditRule {
  public readonly id = 'file-overwritten';
  public readonly title = 'With one file per resource, no file is written twice';

  public check({ objects }: AuditSubject): Finding[] {
    const first = new Map<string, string>();
    const findings: Finding[] = [];
    for (const { location } of objects) {
      const { file, construct = '' } = location;
      const before = file === undefined ? undefined : first.get(file);
      if (file !== undefined && before === undefined) {
        first.set(file, construct);
      } else if (before !== undefined && before !== construct) {
        findings.push({
          rule: this.id,
          severity: 'error',
          location,
          reason: `cdk8s writes it over the object of ${before}, whose file has the same name`,
          remedy: 'use YamlOutputType.FILE_PER_CHART or FILE_PER_APP, or give one of them another name',
        });
      }
    }
    return findings;
  }
}
