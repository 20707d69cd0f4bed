// The walks: people at real browsers against the real server. SAMBANG_BIN is the server, CHROMIUM the browser; a name
// as argument runs one walk. The last line is "N passed, N failed".
// The parts are walked in lanes, as many as LANES says: each part has a server, each walk its own browser contexts, so
// that nobody meets anybody of another lane.
import { chromium } from 'playwright-core';
import path from 'node:path';
import { forgetModels, openHouse } from './house.mjs';
import { ROOT, SCREENS } from './people.mjs';
import * as chipsDesk from './walks/chips-desk.mjs';
import * as chipsAlarm from './walks/chips-alarm.mjs';
import * as chipsComplaint from './walks/chips-complaint.mjs';
import * as chipsDuty from './walks/chips-duty.mjs';
import * as chipsField from './walks/chips-field.mjs';
import * as chipsFindings from './walks/chips-findings.mjs';
import * as chipsFleet from './walks/chips-fleet.mjs';
import * as chipsBoard from './walks/chips-board.mjs';
import * as chipsCare from './walks/chips-care.mjs';
import * as chipsMidwife from './walks/chips-midwife.mjs';
import * as chipsRice from './walks/chips-rice.mjs';
import * as chipsRounds from './walks/chips-rounds.mjs';
import * as chipsOfflineVisit from './walks/chips-offline-visit.mjs';
import * as chipsVisitRecord from './walks/chips-visit-record.mjs';
import * as chipsSticker from './walks/chips-sticker.mjs';
import * as chipsReporter from './walks/chips-reporter.mjs';
import * as campaign from './walks/campaign.mjs';
import * as coverage from './walks/coverage.mjs';
import * as delivery from './walks/delivery.mjs';
import * as desk from './walks/desk.mjs';
import * as eppgbm from './walks/eppgbm.mjs';
import * as faces from './walks/faces.mjs';
import * as groupField from './walks/group-field.mjs';
import * as guestLink from './walks/guest-link.mjs';
import * as help from './walks/help.mjs';
import * as leaflet from './walks/leaflet.mjs';
import * as seller from './walks/seller.mjs';
import * as massageAlong from './walks/massage-along.mjs';
import * as massageCadre from './walks/massage-cadre.mjs';
import * as massageCadreBooks from './walks/massage-cadre-books.mjs';
import * as massagePrice from './walks/massage-price.mjs';
import * as massageCoordinator from './walks/massage-coordinator.mjs';
import * as massageDesk from './walks/massage-desk.mjs';
import * as massageList from './walks/massage-list.mjs';
import * as massageParent from './walks/massage-parent.mjs';
import * as massageStatistics from './walks/massage-statistics.mjs';
import * as motorbikes from './walks/motorbikes.mjs';
import * as member from './walks/member.mjs';
import * as lead from './walks/lead.mjs';
import * as linkPages from './walks/link-pages.mjs';
import * as links from './walks/links.mjs';
import * as milkApply from './walks/milk-apply.mjs';
import * as milkAdmission from './walks/milk-admission.mjs';
import * as milkCases from './walks/milk-cases.mjs';
import * as milkHandling from './walks/milk-handling.mjs';
import * as milkCouriers from './walks/milk-couriers.mjs';
import * as milkMoney from './walks/milk-money.mjs';
import * as milkSchedule from './walks/milk-schedule.mjs';
import * as offline from './walks/offline.mjs';
import * as plan from './walks/plan.mjs';
import * as register from './walks/register.mjs';
import * as registerSetup from './walks/register-setup.mjs';
import * as registerTools from './walks/register-tools.mjs';
import * as training from './walks/training.mjs';
import * as weighing from './walks/weighing.mjs';
import * as whatIf from './walks/what-if.mjs';

/** A lane waits for its server and its pages half of the time: two of them keep two cores busy. */
const LANES = Number(process.env.LANES ?? 2);

/** Each part has a server of its own: nobody may sign in too often at one, and walks sign in again and again. */
const PARTS = [
  { ...faces, ...delivery, ...offline, ...desk, ...links },
  { ...milkApply },
  { ...milkAdmission },
  { ...milkCases },
  { ...milkHandling },
  { ...milkCouriers },
  { ...milkMoney },
  { ...milkSchedule },
  { ...register },
  { ...registerTools },
  { ...registerSetup },
  { ...chipsReporter },
  { ...chipsRice },
  { ...chipsMidwife, ...chipsCare },
  { ...chipsFindings },
  { ...chipsBoard },
  { ...chipsField },
  { ...chipsDuty },
  { ...chipsFleet },
  { ...chipsSticker },
  { ...chipsAlarm },
  { ...chipsDesk },
  { ...chipsComplaint },
  { ...chipsVisitRecord },
  { ...chipsOfflineVisit },
  { ...chipsRounds },
  { ...weighing },
  { ...guestLink },
  { ...coverage },
  { ...eppgbm },
  { ...groupField },
  { ...help },
  { ...massageDesk },
  { ...massageStatistics },
  { ...massageCoordinator },
  { ...massageList },
  { ...motorbikes },
  { ...massageAlong },
  { ...massageCadre },
  { ...massageCadreBooks },
  { ...massagePrice },
  { ...massageParent },
  { ...member },
  { ...lead },
  { ...campaign },
  { ...training },
  { ...leaflet },
  { ...linkPages },
  { ...seller },
  { ...plan },
  { ...whatIf },
];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat([
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]);

let passed = 0;
const failed = [];

async function walk(name, story, house, browser) {
  const stage = { name, house, browser, contexts: [], trouble: [], said: [] };
  const began = Date.now();
  try {
    await story(stage);
    if (stage.trouble.length > 0) throw new Error(stage.trouble.join('\n'));
    passed += 1;
    console.log(`ok ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed.push(name);
    console.log([`FAILED ${name}: ${error.stack ?? error}`, ...stage.trouble, ...stage.said].join('\n  '));
    await pictures(stage, name);
  } finally {
    for (const context of stage.contexts) await context.close().catch(() => undefined);
  }
}

/** What everybody saw when it went wrong. */
async function pictures(stage, name) {
  const pages = stage.contexts.flatMap((context) => context.pages());
  for (const [i, page] of pages.entries()) {
    const file = path.join(SCREENS, `failed-${name}-${i}.png`);
    await page.screenshot({ path: file }).catch(() => undefined);
  }
}

async function main() {
  const binary = process.env.SAMBANG_BIN ?? path.join(ROOT, 'bin/sambang');
  const wanted = process.argv.slice(2);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  try {
    const waiting = [...PARTS];
    const lane = async () => {
      for (let part; (part = waiting.shift());) await walkThrough(part, wanted, binary, browser);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    await browser.close();
    await forgetModels();
  }
}

/** One server, and every walk of a part that is wanted. A server that does not open fails its part, not the others. */
async function walkThrough(part, wanted, binary, browser) {
  const walks = Object.entries(part).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  if (walks.length === 0) return;
  let house;
  try {
    house = await openHouse(binary);
    for (const [name, story] of walks) await walk(name, story, house, browser);
  } catch (error) {
    failed.push(walks[0][0]);
    console.log(`FAILED ${walks[0][0]}: its server: ${error.stack ?? error}`);
  } finally {
    await house?.close();
  }
}

await main().catch((error) => {
  failed.push('to begin');
  console.log(`FAILED to begin: ${error.stack ?? error}`);
});
if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 && passed > 0 ? 0 : 1;
