import type { Finding } from '../finding';
import type { Rule } from '../rule';
import { listSome, secretIn, shortName } from '../words';

/** Two makers of one Secret overwrite each other: which login is there depends on who came last. */
export const secretMadeTwice: Rule = {
  id: 'secret-made-twice',
  title: 'Every Secret is made by one object only',
  check: (context) => {
    const seen = new Set<string>();
    const findings: Finding[] = [];
    const look = (namespace: string, name: string): void => {
      const id = `${namespace}/${name}`;
      const makers = seen.has(id) ? [] : context.secrets.makers(namespace, name);
      seen.add(id);
      const names = [...new Set(makers.map((maker) => shortName(maker)))];
      const [, second] = makers;
      // Two objects of the same name are one object declared twice, which has a rule of its own.
      if (second !== undefined && names.length > 1) {
        findings.push({
          rule: 'secret-made-twice',
          severity: 'error',
          location: context.where(second),
          reason: `${secretIn(namespace, name)} is made by ${listSome(names)}, which overwrite each other`,
          remedy: 'keep one of them, or give their Secrets different names',
        });
      }
    };
    for (const { namespace, made } of context.secrets.inNamespaces()) {
      look(namespace, made.name);
    }
    for (const { namespace, binding } of context.pods) {
      binding.secrets.forEach((name) => look(namespace, name));
    }
    return findings;
  },
};
