import { checkInstallNames } from '../../src/agent';

test.each([['collector', 'agents'], ['acme.collector-2', 'a'], ['a'.repeat(53), 'x'.repeat(63)]])('%s in %s is fine', (releaseName, namespace) => {
  expect(() => checkInstallNames(releaseName, namespace)).not.toThrow();
});

test('everything that is wrong with the names of a release is one error', () => {
  expect(() => checkInstallNames(`${'a'.repeat(54)}_`, 'Agents')).toThrow(expect.objectContaining({
    code: 'name-invalid',
    problems: [
      expect.stringContaining('releaseName must be made of lower-case letters'),
      'releaseName must have at most 53 characters (it has 55)',
      'namespace must be made of lower-case letters, digits and "-", starting and ending with a letter or digit (got "Agents")',
    ],
  }));
});
