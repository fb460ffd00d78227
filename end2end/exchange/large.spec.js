// A plan of 20,000 tasks: the page answers while it is read and brought in, and a cancel leaves nothing.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../fixtures/test.js';
import { enterDemo, main, saved } from '../fixtures/hand.js';
import { mspdi } from '../fixtures/plan.js';

const TASKS = 20_000;
/** Milliseconds in which the page does not answer: more is felt. */
const LIMIT = 500;
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

const button = (page) => page.getByRole('button', { name: 'Import', exact: true });
const project = (page) => page.getByRole('link', { name: 'Large plan' });

test('the page answers while it is read, looked at and brought in', async ({ page }) => {
  await main(page).getByRole('link', { name: 'Import' }).click();
  await blocks(page, 'opening the page');
  let at = Date.now();
  await choose(page);
  await button(page).waitFor({ timeout: 300_000 });
  let took = Date.now() - at;
  console.log(`read in ${took} ms`);
  // On a machine that does other things as well everything takes longer, the whole as much as its parts.
  expect(await blocks(page, 'reading')).toBeLessThan(Math.max(LIMIT, took / 3));
  await expect(page.getByText(/tasks? would move/).first()).toBeVisible({ timeout: 60_000 });
  await blocks(page, 'scheduling, to say what would move');
  at = Date.now();
  await button(page).click();
  await page.getByRole('link', { name: 'Open the project' }).waitFor({ timeout: 500_000 });
  took = Date.now() - at;
  console.log(`in after ${took} ms`);
  // The first answers of the server may come meanwhile: what waits is then laid over them anew.
  expect(await blocks(page, 'bringing in')).toBeLessThan(Math.max(2 * LIMIT, took / 3));
  await saved(page, 300_000);
  await blocks(page, 'sending it all');
});

test('a cancelled reading leaves nothing', async ({ page }) => {
  await choose(page);
  await page.getByRole('status').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  await expect(button(page)).toHaveCount(0);
});

test('a cancelled import leaves nothing', async ({ page }) => {
  await choose(page);
  await button(page).click({ timeout: 300_000 });
  await expect(page.getByRole('progressbar')).toBeVisible();
  // At once, as a finger does: waiting until the button stands still would wait for the end.
  await page.getByRole('button', { name: 'Cancel' }).dispatchEvent('click');
  await expect(page.getByText('Cancelled. What had come in was taken back.')).toBeVisible({ timeout: 60_000 });
  await main(page).getByRole('link', { name: 'Projects' }).click();
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Onboarding revamp' })).toBeVisible();
  await expect(project(page)).toHaveCount(0);
  await saved(page, 300_000);
  await page.reload();
  await expect(page.getByRole('link', { name: 'Onboarding revamp' })).toBeVisible();
  await expect(project(page)).toHaveCount(0);
});
