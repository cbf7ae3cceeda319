import type { Rule } from '../rule';

/** A login in the output is in every place the output goes: Git, CI logs, artefacts. */
export const credentialClearText: Rule = {
  id: 'credential-clear-text',
  title: 'No login of a registry stands in the output in clear text (base64 is clear text)',
  check: (context) => {
    const { chosenClearText, clearText } = context.options;
    return [
      ...context.secrets.literals().filter(({ namespace, source }) => source.isClearText && chosenClearText?.has(`${namespace}/${source.name}`) !== true)
        .map(({ namespace, source }) => ({ resource: source.resource, what: `Secret ${namespace}/${source.name}` })),
      ...context.secrets.promises().filter((source) => source.isClearText)
        .map(({ resource, name }) => ({ resource, what: `the template of Secret ${name}` })),
    ].map(({ resource, what }) => ({
      rule: 'credential-clear-text',
      severity: clearText ?? 'error',
      location: context.where(resource),
      reason: `${what} carries a login in clear text`,
      remedy: 'deliver it through External Secrets or a sealed secret, or choose clear text by its loud name',
    }));
  },
};
