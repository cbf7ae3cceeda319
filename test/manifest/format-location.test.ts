import { findLine, findReferences, formatLocation, formatObjectName, formatOrigin, formatPath, formatReference, parseManifests, streamFromObjects } from '../../src/manifest';
import { configMap, deployment, only } from './support';

describe('formatPath', () => {
  test.each([
    [[], ''], [['spec', 'containers', 0, 'image'], 'spec.containers[0].image'], [['data', 'mutate.yaml'], 'data["mutate.yaml"]'], [['a-b', '', 'ü', '1'], 'a-b[""]["ü"]["1"]'],
    [['items', 3], 'items[3]'], [[0, 'a'], '[0].a'], [['a"b\n'], '["a\\"b\\n"]'],
  ])('%j is %s', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe('formatLocation', () => {
  const path = ['spec', 'template', 'spec', 'containers', 0, 'image'];

  test('names object, path, file and the line of the value', () => {
    const [resource] = parseManifests(`# a comment\n${deployment('containers:\n- name: a\n\n  image: nginx')}`, 'rendered.yaml').resources;
    expect(resource && formatLocation(resource, path)).toBe('Deployment shop/app: spec.template.spec.containers[0].image (rendered.yaml:13)');
    expect(resource && formatLocation(resource)).toBe('Deployment shop/app (rendered.yaml:2)');
  });

  test('without a file it names the line, or the construct', () => {
    const resource = only(deployment('containers: []'));
    expect(formatLocation(resource, ['spec'])).toBe('Deployment shop/app: spec (line 7)');
    const [built] = streamFromObjects([{ object: resource.object, construct: 'app/shop' }]).resources;
    expect(built && formatLocation(built, ['spec'])).toBe('Deployment shop/app: spec (app/shop)');
  });

  test('control characters of the input stay out of the terminal', () => {
    expect(formatObjectName({ kind: 'Pod\u001b[31m', name: 'a' })).toBe('Pod\\u001b[31m a');
  });
});

describe('findLine', () => {
  test('falls back on the line of the object where values are not in the order of the text', () => {
    const resource = only('\n\napiVersion: v1\nkind: Pod\nkind: Pod\nmetadata: {name: a}\n');
    expect(findLine(resource, ['metadata', 'name'])).toBe(3);
  });

  test('falls back for a path that leads nowhere', () => {
    expect(findLine(only('\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n'), ['metadata', 'name', 'x'])).toBe(2);
  });

  test('knows the lines of items of a list', () => {
    const text = 'kind: List\napiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: a\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: b\n';
    expect(parseManifests(text).resources.map((resource) => findLine(resource, ['metadata', 'name']))).toEqual([7, 11]);
  });

  test('knows the lines of a value behind an alias: those of its anchor', () => {
    const resource = only('apiVersion: v1\nkind: Pod\nmetadata:\n  name: &n a\n  namespace: *n\nspec: {}\n');
    expect([['metadata', 'name'], ['metadata', 'namespace'], ['spec']].map((path) => findLine(resource, path))).toEqual([4, 4, 6]);
  });
});

test('formatReference leads through documents inside strings', () => {
  const [inYaml] = findReferences(only(configMap('mutate.yaml', 'initContainers:\n- name: a\n  image: busybox:1')));
  expect(inYaml && formatReference(inYaml)).toBe('ConfigMap files: data["mutate.yaml"] > initContainers[0].image (line 6)');
  const [inTemplate] = findReferences(only(configMap('a.tpl', '{{ if x }}\nimage: busybox:1\n{{ end }}')));
  expect(inTemplate && formatReference(inTemplate)).toBe('ConfigMap files: data["a.tpl"] line 2 (line 6)');
});

test('formatOrigin names what has no object', () => {
  expect(formatOrigin({ file: 'a.yaml', document: 1, line: 4, pointer: '/items/2' })).toBe('a.yaml:4 /items/2');
  expect(formatOrigin({ document: 1, line: 4, pointer: '' })).toBe('document 2 line 4');
  expect(formatOrigin({ document: 0, pointer: '', construct: 'app/x' })).toBe('app/x, document 1');
});
