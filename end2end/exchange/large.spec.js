// A plan of 20,000 tasks: the page answers while it is read and brought in, and a cancel leaves nothing.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../fixtures/test.js';
import { enterDemo, main } from '../fixtures/hand.js';
import { mspdi } from '../fixtures/plan.js';

const TASKS = 20_000;
let folder;
let file;

// On a disk as a person's file is: bytes handed over by the test would be decoded in the page.
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'large-'));
  file = join(folder, 'Large.xml');
  await writeFile(file, mspdi(TASKS, 'Large plan'));
});
test.afterAll(async () => rm(folder, { recursive: true }));

test.beforeEach(async ({ page, demo }) => {
  test.setTimeout(600_000);
  await page.addInitScript(() => {
    window.blocks = [];
    new PerformanceObserver((list) => {
      for (const it of list.getEntries()) window.blocks.push([it.startTime, it.duration]);
    }).observe({ type: 'longtask', buffered: true });
  });
  await enterDemo(page, demo.url);
});

/** The longest blocks of the main thread since the last call, in milliseconds. */
async function blocks(page, what) {
  const found = await page.evaluate(() => window.blocks.splice(0).map(([, took]) => Math.round(took)));
  found.sort((a, b) => b - a);
  console.log(`${what}: ${found.length} long, longest ${found.slice(0, 6).join(', ') || 'under 50'} ms`);
  return found[0] ?? 0;
}

async function choose(page) {
  await main(page).getByRole('link', { name: 'Import' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(file);
}

test('reading, looking and bringing in', async ({ page }) => {
  await main(page).getByRole('link', { name: 'Import' }).click();
  await blocks(page, 'opening');
  let at = Date.now();
  await choose(page);
  await page.getByRole('button', { name: 'Import', exact: true }).waitFor({ timeout: 300_000 });
  console.log(`read in ${Date.now() - at} ms`);
  await blocks(page, 'reading');
  at = Date.now();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('link', { name: 'Open the project' }).waitFor({ timeout: 500_000 });
  console.log(`in after ${Date.now() - at} ms`);
  await blocks(page, 'bringing in');
});
