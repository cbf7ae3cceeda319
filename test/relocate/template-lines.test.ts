import { planTemplateLines } from '../../src/relocate/template-lines';

const INIT = 'initContainers:\n- name: {{ .name }}\n  image: x\n';

function after(text: string): string {
  const plan = planTemplateLines(text, 'pull');
  if (plan === 'present' || 'refusal' in plan) {
    return plan === 'present' ? 'present' : plan.refusal;
  }
  return text.slice(0, plan.start) + plan.text + text.slice(plan.start);
}

function indented(text: string, spaces: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
}

const LIST = 'imagePullSecrets:\n- name: pull\n';

describe('a place that lines tell', () => {
  test.each([
    ['one list', INIT, LIST + INIT],
    ['further in, above its comments', `spec:\n  # these\n${indented(INIT, 2)}`, `spec:\n${indented(LIST, 2)}  # these\n${indented(INIT, 2)}`],
    ['with items that are indented', 'containers:\n  - name: {{ x }}\n', 'imagePullSecrets:\n  - name: pull\ncontainers:\n  - name: {{ x }}\n'],
    ['both lists of one pod', `${INIT}containers:\n- name: a\n`, `${LIST}${INIT}containers:\n- name: a\n`],
    ['the one that no condition hides', `{{ if .i }}\n${INIT}{{ end }}\ncontainers:\n- name: a\n`, `{{ if .i }}\n${INIT}{{ end }}\n${LIST}containers:\n- name: a\n`],
    ['an action over several lines before it', `{{ template "x"\n  . }}\n${INIT}`, `{{ template "x"\n  . }}\n${LIST}${INIT}`],
    ['commented-out lines are no list', `#imagePullSecrets:\n# - name: pull\n${INIT}`, `#imagePullSecrets:\n# - name: pull\n${LIST}${INIT}`],
    ['a list that is there', `imagePullSecrets:\n- name: theirs\n${INIT}`, `imagePullSecrets:\n- name: theirs\n- name: pull\n${INIT}`],
    ['a list that has the name', `imagePullSecrets:\n- name: "pull" # ours\n${INIT}`, 'present'],
  ])('%s', (_title, text, expected) => {
    expect(after(text)).toBe(expected);
  });
});

describe('a place that lines do not tell', () => {
  test.each([
    ['no line of its own', 'spec: {containers: {{ .list }}}\n', 'is not on a line of its own'],
    ['the first key of an item', `- ${indented(INIT, 2).trimStart()}{{ x }}`, 'is not on a line of its own'],
    ['two pods', `a:\n${indented(INIT, 2)}b:\n${indented(INIT, 2)}`, 'several lists of containers'],
    ['two documents', `${INIT}---\ncontainers:\n- name: a\n`, 'several lists of containers'],
    ['two conditions', `{{ if .a }}\n${INIT}{{ end }}\n{{ if .b }}\ncontainers:\n- name: a\n{{ end }}\n`, 'depend on conditions'],
    ['a text inside the text', `script: |\n${indented(INIT, 2)}{{ x }}\n`, 'inside a text of its own'],
    ['items made by the template', 'initContainers:\n{{ toYaml .list }}\n', 'does not begin with an item'],
    ['a list made by the template', `imagePullSecrets:\n{{ toYaml .secrets }}\n${INIT}`, 'imagePullSecrets cannot be told'],
    ['a list that goes on in the template', `imagePullSecrets:\n- name: a\n{{ toYaml .secrets }}\n${INIT}`, 'imagePullSecrets cannot be told'],
    ['a list on one line', `imagePullSecrets: {{ .secrets }}\n${INIT}`, 'imagePullSecrets cannot be told'],
    ['a list under a condition', `{{ if .a }}\nimagePullSecrets:\n- name: a\n{{ end }}\n${INIT}`, 'imagePullSecrets cannot be told'],
    ['two lists', `imagePullSecrets:\n- name: a\n${INIT}imagePullSecrets:\n- name: b\n`, 'imagePullSecrets cannot be told'],
  ])('%s', (_title, text, reason) => {
    expect(after(text)).toContain(reason);
  });
});
