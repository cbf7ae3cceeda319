import { complainedAbout, demandedFlags } from '../../../../src/relocate/trace/measure/helm-complaints';

const PATHS = ['image.registry', 'image.repository', 'sub.image.registry', 'global.imageRegistry', 'sidecarImage'];

/** Words of Helm since 3.18, and of Helm 4. */
const SCHEMA = ["Error: values don't meet the specifications of the schema(s) in the following chart(s):", 'agent:'];

describe('a schema', () => {
  test('names a value', () => {
    const words = [...SCHEMA, "- at '/image/registry': 'mk1zq.invalid' does not match pattern '^quay'"];
    expect(complainedAbout(words, PATHS, 'agent')).toEqual(['image.registry']);
  });

  test('names a key that it does not know, at the top too', () => {
    const words = [...SCHEMA, "- at '/image': additional properties 'registry', 'other' not allowed", "- at '': additional properties 'sidecarImage' not allowed"];
    expect(complainedAbout(words, PATHS, 'agent')).toEqual(['image.registry', 'sidecarImage']);
  });

  test('names a map that fits none of its alternatives', () => {
    const words = [...SCHEMA, "- at '/image': 'oneOf' failed, none matched"];
    expect(complainedAbout(words, PATHS, 'agent')).toEqual(['image.registry', 'image.repository']);
  });

  test('of a sub-chart speaks of the values of that', () => {
    const words = [SCHEMA[0] ?? '', 'worker:', "- at '/image/registry': got string, want null"];
    expect(complainedAbout(words, PATHS, 'agent')).toEqual(['image.registry', 'sub.image.registry']);
  });

  test('was worded in another way before Helm 3.18', () => {
    const words = [...SCHEMA, '- image: Additional property registry is not allowed', '- (root): Additional property sidecarImage is not allowed',
      "- image.repository: Does not match pattern '^[a-z]+$'"];
    expect(complainedAbout(words, PATHS, 'agent')).toEqual(['image.registry', 'image.repository', 'sidecarImage']);
  });

  test('may name nothing that was asked about', () => {
    expect(complainedAbout([...SCHEMA, "- at '/replicas': got string, want integer"], PATHS, 'agent')).toEqual([]);
  });
});

describe('a template', () => {
  test('names a value where it stops', () => {
    const words = ['Error: template: agent/templates/a.yaml:2:35: executing "agent/templates/a.yaml" at <semverCompare ">1" .Values.image.repository>: error'];
    expect(complainedAbout(words, PATHS, 'agent')).toEqual(['image.repository']);
  });

  test('names a value in its own words', () => {
    expect(complainedAbout(['Error: execution error: global.imageRegistry is not supported'], PATHS, 'agent')).toEqual(['global.imageRegistry']);
    expect(complainedAbout(['cannot spread a string at path /global/imageRegistry'], PATHS, 'agent')).toEqual(['global.imageRegistry']);
    expect(complainedAbout(['the registry.io/global.imageRegistry.example is gone'], PATHS, 'agent')).toEqual([]);
  });
});

describe('flags that are asked for', () => {
  test('are found with their paths', () => {
    expect(demandedFlags(["skip container image verification by setting the global parameter 'global.security.allowInsecureImages' to true."]))
      .toEqual(['global.security.allowInsecureImages']);
    expect(demandedFlags(['Unknown image.', 'Use --set .Values.images.allowOthers=true to go on'])).toEqual(['images.allowOthers']);
  });

  test('need a word that says so', () => {
    expect(demandedFlags(["the parameter 'global.security.allowInsecureImages' is false. That is true"])).toEqual([]);
    expect(demandedFlags(['set enabled to true'])).toEqual([]);
  });
});
