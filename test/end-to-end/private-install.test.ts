import type { MirrorCopy } from '../../src/mirror';
import { INSTALLS } from './installs';
import { Journey } from './journey';
import type { CheckedImage } from './journey';
import { PLATFORMS } from './stand-in';
import { Surroundings } from './surroundings';
import { digestOf, hostOf } from './vendor-image';
import type { ImagePlace, VendorImage } from './vendor-image';

let around: Surroundings;

beforeAll(async () => {
  around = await Surroundings.start(sorted(INSTALLS.flatMap(({ images }) => images.map(({ published }) => hostOf(published)))));
});
afterAll(() => around.stop());

/** As sets are compared: each text once, in order. */
function sorted(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort();
}

test.each(INSTALLS.map((install) => [install.title, install] as const))('%s', async (_title, install) => {
  const { vendors } = around;
  const { images, filling, clearText, namespace } = install;
  const [late, ...others] = images as readonly [VendorImage, ...VendorImage[]];
  const journey = new Journey(install, around);
  const those = (...places: readonly ImagePlace[]): string[] => (
    sorted(images.filter(({ place }) => places.includes(place)).map(({ source }) => journey.privateOf(source))));
  const needed = those('pod', 'outside-pods', 'hook');

  // Declare: what the construct says it needs is what is known of the agent.
  const { mirror, needs = needed } = journey.declare();
  expect(sorted(needs)).toEqual(needed);

  // Plan the mirror from the same: all of that, and what only other values would pull.
  const { copies } = await journey.mirror(mirror);
  const planned = (wanted: (copy: MirrorCopy) => boolean): string[] => (
    sorted(copies.filter(wanted).flatMap(({ references }) => references)));
  expect(sorted(copies.map(({ source }) => source))).toEqual(sorted(images.map(({ source }) => source)));
  expect(planned(({ required }) => required)).toEqual(needed);
  expect(planned(({ required }) => !required)).toEqual(those('other-values'));
  expect(planned(({ runtime }) => runtime)).toEqual(expect.arrayContaining(those('outside-pods')));

  // Mirror while the vendor has not published one image yet: that one is blamed, and the others are copied.
  const counts = (err: string): string | undefined => /^\d+ copied, .*$/m.exec(err)?.[0];
  const blamed = (err: string): string[] => {
    const lines = err.split('\n').filter((line) => /cannot be read|failed to/.test(line));
    return images.filter(({ source }) => lines.some((line) => line.includes(source))).map(({ source }) => source);
  };
  await vendors.publish(others.map(({ published }) => published));
  const first = await journey.fill();
  expect([first.code === 0, blamed(first.err), counts(first.err)]).toEqual([
    false, [late.source], filling.counts ? `${others.length} copied, 0 there already, 1 failed` : undefined,
  ]);
  expect(vendors.asked()).toEqual(sorted(images.map(({ source }) => hostOf(source))));

  // Check: it is the one that the pods could not pull.
  const incomplete = await journey.checkManifests();
  expect(incomplete.code).toBe(1);
  expect(incomplete.images.filter(({ state }) => state !== 'available').map(({ image, state }) => [image, state])).toEqual([[journey.privateOf(late.source), 'absent']]);

  // Mirror again, once it is published: the rest is copied.
  await vendors.publish([late.published]);
  const second = await journey.fill();
  expect([second.code, blamed(second.err), counts(second.err)]).toEqual([0, [], filling.counts ? `1 copied, ${others.length} there already, 0 failed` : undefined]);
  vendors.asked();

  // Check: every image of a pod can be pulled, for both platforms, by the login of the pods. The others are told.
  const checked = await journey.checkManifests();
  expect(checked.code).toBe(0);
  expect(checked.images.filter(({ state, platforms = [] }) => state !== 'available' || platforms.join() !== PLATFORMS.join())).toEqual([]);
  expect(sorted(checked.images.map(({ image }) => image))).toEqual(those('pod'));
  expect(sorted([...checked.images, ...checked.unchecked].map(({ image }) => image))).toEqual(those('pod', 'outside-pods'));
  expect(sorted(checked.images.flatMap(({ uses }) => uses.map(({ credential = 'none' }) => credential)))).toEqual([clearText ? `Secret ${namespace}/pull` : around.loginsFile]);

  // Check the plan: the whole of it is there, those included that no manifest names, and each is what the vendor published.
  const carriedOut = await journey.checkPlan();
  const factsOf = (rows: readonly Omit<CheckedImage, 'uses'>[]): object => (
    Object.fromEntries(rows.map(({ image, state, digest, platforms }) => [image, { state, digest, platforms }])));
  expect(carriedOut.code).toBe(0);
  expect(factsOf(carriedOut.images)).toEqual(factsOf(images.map(({ source, published }) => (
    { image: journey.privateOf(source), state: 'available', digest: digestOf(published), platforms: PLATFORMS }))));

  // Audit what was synthesized: it is proven, and names what was mirrored and checked, and nothing else.
  const { code, out, err } = await journey.audit();
  expect({ code, verdict: out.split(' ')[0], err }).toEqual({ code: 0, verdict: 'PROVEN', err: '' });
  expect(sorted(await journey.references())).toEqual(those('pod', 'outside-pods'));

  // Nobody but the mirror asked a vendor, and nothing holds a password but the Secret that is there for it.
  expect(vendors.asked()).toEqual([]);
  expect(journey.leaks()).toEqual(clearText ? ['Secret'] : []);
});
