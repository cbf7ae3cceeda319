import { imageOf } from './plain-message';
import { scopeOfEvent, scopeOfWaiting } from './scope';
import type { Observations, PodState, Symptom, SymptomScope } from './symptom';

/** A line of the table of events: type, reason, age, who says it, message. Ages may hold spaces: `65s (x5 over 75s)`. */
const EVENT = /^\s+(Normal|Warning)\s+(\S+)\s+(.+?)\s{2,}(\S+(?:, ?\S+)?)\s{2,}(.*)$/;

/** Whether a text is what `kubectl describe pod` prints. */
export function isDescription(text: string): boolean {
  return /^Name: +\S/m.test(text) && /^(?:Namespace|Containers|Events):/m.test(text);
}

/** Reads what `kubectl describe pod` prints, of one pod or several. */
export function readDescriptions(text: string): Observations {
  const parts = text.replaceAll('\r\n', '\n').split(/^(?=Name: +\S)/m).filter((part) => /^Name: +\S/.test(part)).map(readOne);
  return { pods: parts.flatMap(({ pods }) => pods), symptoms: parts.flatMap(({ symptoms }) => symptoms) };
}

function readOne(text: string): Observations {
  const lines = text.split('\n');
  const field = (name: string): string => lines.map((line) => new RegExp(`^${name}: +(.*)$`).exec(line)?.[1]).find((found) => found !== undefined)?.trim() ?? '';
  const [name, namespace] = [field('Name'), field('Namespace') || 'default'];
  const start = lines.findIndex((line) => line.startsWith('Events:'));
  const containers = readContainers(start === -1 ? lines : lines.slice(0, start));
  const say = (container: string, image: string, { scope, text: said }: Said): Symptom => ({ namespace, name, kind: 'Pod', container, image, scope, text: said });
  const whole = [field('Reason'), field('Message')].filter((part) => part !== '').join(': ');
  const pod: PodState = {
    namespace, name, images: new Map(containers.map(({ container, image }) => [container, image])),
    isWell: containers.length > 0 && containers.every((one) => one.isWell),
  };
  return {
    pods: [pod],
    symptoms: [
      ...(whole === '' ? [] : [say('', '', { scope: 'node', text: whole })]),
      ...containers.flatMap(({ container, image, said }) => said.map((one) => say(container, image, one))),
      ...(start === -1 ? [] : readEvents(lines.slice(start + 1))).map((said) => say('', imageOf(said.text) ?? '', said)),
    ],
  };
}

interface DescribedContainer {
  readonly container: string;
  readonly image: string;
  readonly isWell: boolean;
  readonly said: readonly Said[];
}

interface Said {
  readonly scope: SymptomScope;
  readonly text: string;
}

/** Containers are headings indented by two spaces; what is said of them is indented by four, their states by six. */
function readContainers(lines: readonly string[]): DescribedContainer[] {
  const found: { container: string; lines: string[] }[] = [];
  let inside = false;
  for (const line of lines) {
    inside = /^\S/.test(line) ? /^(?:Init |Ephemeral )?Containers:/.test(line) : inside;
    const heading = inside ? /^ {2}(\S+):\s*$/.exec(line)?.[1] : undefined;
    if (heading !== undefined) {
      found.push({ container: heading, lines: [] });
    } else if (inside) {
      found.at(-1)?.lines.push(line);
    }
  }
  return found.map(({ container, lines: own }) => {
    const value = (name: string): string => own.map((line) => new RegExp(`^ {4}${name}: +(\\S.*)$`).exec(line)?.[1]).find((one) => one !== undefined)?.trim() ?? '';
    const state = value('State');
    return { container, image: value('Image'), isWell: state === 'Running' || isDone(own), said: statesOf(own) };
  });
}

function isDone(lines: readonly string[]): boolean {
  return lines.some((line) => /^ {4}State: +Terminated/.test(line)) && lines.some((line) => /^ {6}Reason: +Completed/.test(line));
}

/** Reason and message of each state, the last one included. */
function statesOf(lines: readonly string[]): Said[] {
  const states: { waits: boolean; parts: string[] }[] = [];
  for (const line of lines) {
    if (/^ {4}\S/.test(line)) {
      states.push({ waits: /^ {4}State: +Waiting/.test(line), parts: [] });
    }
    const said = /^ {6}(?:Reason|Message): +(\S.*)$/.exec(line)?.[1];
    if (said !== undefined) {
      states.at(-1)?.parts.push(said.trim());
    }
  }
  return states.filter(({ parts }) => parts.length > 0).flatMap(({ waits, parts }): Said[] => {
    const scope = waits ? scopeOfWaiting(parts[0] ?? '') : 'start';
    return scope === undefined ? [] : [{ scope, text: parts.join(': ') }];
  });
}

/** What of the table of events is about images; a message that goes on in the next line is put together. */
function readEvents(lines: readonly string[]): Said[] {
  const events: { reason: string; message: string }[] = [];
  for (const line of lines) {
    const [, type, reason = '', , , message = ''] = EVENT.exec(line) ?? [];
    const last = events.at(-1);
    if (type !== undefined) {
      events.push({ reason, message: message.trim() });
    } else if (last !== undefined && /^\s+\S/.test(line)) {
      last.message = `${last.message} ${line.trim()}`;
    }
  }
  return events.flatMap(({ reason, message }): Said[] => {
    const scope = scopeOfEvent(reason, message);
    return scope === undefined ? [] : [{ scope, text: `${reason}: ${message}` }];
  });
}
