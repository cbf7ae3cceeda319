import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Registry } from '../../src';
import { parseMirrorPlan } from '../../src/mirror';
import type { MirrorPlan } from '../../src/mirror';
import { loadAll } from '../cdk8s/support';
import { pullproof } from '../cli/support';
import type { Outcome } from '../cli/support';
import { holdsCanary } from '../support/holds-canary';
import { filesBelow, runScript } from '../support/run-script';
import type { ScriptRun } from '../support/run-script';
import type { Declared, Install } from './installs';
import { PLATFORMS } from './stand-in';
import { CLEAR_TEXT, PUSHER, STORED } from './surroundings';
import type { Surroundings } from './surroundings';
import { hostOf } from './vendor-image';

/** What the report of a check says of an image. */
export interface CheckedImage {
  readonly image: string;
  readonly state: string;
  readonly digest?: string;
  readonly platforms?: readonly string[];
  readonly uses: readonly { readonly credential?: string }[];
}

/** A check as it ended. */
export interface CheckOutcome {
  readonly code: number;
  readonly images: readonly CheckedImage[];
  readonly unchecked: readonly { readonly image: string }[];
}

/** One agent on its way into the cluster, in a folder of its own, by the commands that a user has. */
export class Journey {
  readonly #place: string;
  readonly #registry: string;

  public constructor(private readonly install: Install, private readonly around: Surroundings) {
    this.#place = around.newFolder();
    this.#registry = `${around.own.host}/${install.project}`;
    mkdirSync(join(this.#place, 'fill'));
    Object.entries(install.files).forEach(([name, text]) => writeFileSync(join(this.#place, name), text));
  }

  /** The reference that pods get for an image of the vendor. */
  public privateOf(source: string): string {
    return `${this.#registry}/${this.install.path(source.slice(hostOf(source).length + 1))}`;
  }

  /** Synthesizes the app, which fails unless it is proven. */
  public declare(): Declared {
    const { project, clearText } = this.install;
    const app = new App({ outdir: join(this.#place, 'manifests') });
    const registry = Registry.harbor(this.around.own.host, { project });
    const declared = this.install.declare(new Chart(app, 'install'), registry, clearText ? CLEAR_TEXT : STORED);
    app.synth();
    return declared;
  }

  /** Plans the mirror, and writes what fills the registry. */
  public async mirror(what: readonly string[]): Promise<MirrorPlan> {
    const { format, file } = this.install.filling;
    const options = ['mirror', ...what, '-r', this.#registry, '--platform', PLATFORMS.join()];
    for (const args of [['--format', 'json', '-o', 'plan.json'], [...format, '--login', `${this.around.own.host}=${PUSHER.username}`, '-o', join('fill', file)]]) {
      const { code, out } = await this.#pullproof(...options, ...args);
      expect({ code, out }).toEqual({ code: 0, out: '' });
    }
    return parseMirrorPlan(readFileSync(join(this.#place, 'plan.json'), 'utf8'));
  }

  /** Runs what `pullproof mirror` wrote, as it is. */
  public fill(): Promise<ScriptRun> {
    const { caFile, own, vendors } = this.around;
    writeFileSync(join(this.#place, 'fill', 'run.sh'), `${this.install.filling.run}\n`);
    return runScript(join(this.#place, 'fill'), 'run.sh', {
      SSL_CERT_FILE: caFile, HTTPS_PROXY: vendors.proxyOrigin, [`HOST_${own.host.replace(/[.:]/g, '_')}_PASSWORD`]: PUSHER.password,
    });
  }

  /** Checks what was synthesized: with its own pull secret where it holds one, else with the same login from a file. */
  public checkManifests(): Promise<CheckOutcome> {
    return this.#check('manifests', '--platform', PLATFORMS.join(), ...this.install.clearText ? [] : ['--auth', this.around.loginsFile]);
  }

  /** Checks whether the mirror plan has been carried out. */
  public checkPlan(): Promise<CheckOutcome> {
    return this.#check('--plan', 'plan.json', '--auth', this.around.loginsFile);
  }

  /** Audits what was synthesized. */
  public audit(): Promise<Outcome> {
    return this.#pullproof('audit', 'manifests', '-r', this.#registry);
  }

  /** The references in what was synthesized, but for texts that only look like one, such as those in a copy of all values. */
  public async references(): Promise<string[]> {
    const { out } = await this.#pullproof('images', 'manifests', '--json');
    return (JSON.parse(out) as { canonical: string; certainty: string }[]).filter(({ certainty }) => certainty !== 'possible').map(({ canonical }) => canonical);
  }

  /** What gives the canary away: kinds of objects, and other files. */
  public leaks(): string[] {
    return filesBelow(this.#place).map((file) => ({ file, text: readFileSync(file, 'latin1') })).filter(({ text }) => holdsCanary(text)).flatMap(({ file, text }) => (
      file.endsWith('.k8s.yaml') ? loadAll(text).filter((object) => holdsCanary(JSON.stringify(object))).map(({ kind }) => kind) : [file]));
  }

  async #check(...args: string[]): Promise<CheckOutcome> {
    const { code, out, err } = await this.#pullproof('check', ...args, '--ca', this.around.caFile, '--json');
    expect(err).toBe('');
    return { code, ...JSON.parse(out) as Omit<CheckOutcome, 'code'> };
  }

  async #pullproof(...args: string[]): Promise<Outcome> {
    // What would leave this machine meets the proxy, which remembers it.
    const { proxyOrigin } = this.around.vendors;
    const outcome = await pullproof(args, { workingDirectory: this.#place, environment: { HTTPS_PROXY: proxyOrigin, HTTP_PROXY: proxyOrigin } });
    expect(holdsCanary(outcome.out + outcome.err)).toBe(false);
    return outcome;
  }
}
