// A project's chart under the hand: bars are moved, stretched and tied, by pointer and by key.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/test.js';
import { enterDemo } from '../fixtures/hand.js';

const foot = (page) => page.locator('.gantt-foot-place');
const row = (page, name) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
const cell = (page, name, column) => row(page, name).getByRole('gridcell').nth(column);

test.beforeEach(async ({ page, demo }) => {
  await enterDemo(page, demo.url);
  await page.goto(`${demo.url}/projects`);
  await page.getByRole('link', { name: 'Onboarding revamp' }).click();
  await page.getByRole('link', { name: 'Gantt' }).click();
  await expect(page.locator('.gantt-bar-task').first()).toBeVisible();
});

/** The first bar of a task that has not begun, its row's name and where it stands. */
async function firstBar(page) {
  const at = await page.evaluate(() => {
    const chart = document.querySelector('.gantt-chart').getBoundingClientRect();
    const bars = [...document.querySelectorAll('.gantt-bar-task')].map((bar) => bar.getBoundingClientRect());
    const rows = [...document.querySelectorAll('.gantt-row')];
    const rowOf = (top) => rows.find((it) => Math.abs(it.getBoundingClientRect().top - (top - 8)) < 4);
    const isOpen = (it) => rowOf(it.top)?.lastElementChild.textContent === '0 %';
    const fits = bars.filter((it) => it.width > 40 && it.left > chart.left + 20 && it.right < chart.right - 120 && isOpen(it));
    const { left, top, width, height } = fits.sort((a, b) => a.top - b.top)[0];
    const row = rowOf(top);
    return { left, top, width, height, name: row.querySelector('.gantt-name').textContent };
  });
  return at;
}

async function drag(page, from, by) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 6; step += 1) await page.mouse.move(from.x + (by * step) / 6, from.y);
}

test('a bar is dragged: what moves is said first, one undo takes it back', async ({ page }) => {
  const bar = await firstBar(page);
  const start = cell(page, bar.name, 0);
  const was = await start.innerText();
  await drag(page, { x: bar.left + bar.width / 3, y: bar.top + 5 }, 120);
  await expect(foot(page)).toContainText(' to ');
  await expect(page.locator('.gantt-ghost')).toHaveAttribute('d', /M/);
  await page.mouse.up();
  await expect(start).not.toHaveText(was);
  await expect(page.getByText('1 task moved')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(start).toHaveText(was);
});

test('Escape lets go of a bar and nothing moves', async ({ page }) => {
  const bar = await firstBar(page);
  const start = cell(page, bar.name, 0);
  const was = await start.innerText();
  await drag(page, { x: bar.left + bar.width / 3, y: bar.top + 5 }, 120);
  await expect(foot(page)).toContainText(' to ');
  await page.keyboard.press('Escape');
  await expect(foot(page)).not.toContainText(' to ');
  await page.mouse.up();
  await expect(start).toHaveText(was);
});

test('a bar that is held at the edge takes the chart along', async ({ page }) => {
  const bar = await firstBar(page);
  const scrolled = () => page.locator('.gantt-scroll').evaluate((it) => it.scrollLeft);
  const was = await scrolled();
  const right = await page.locator('.gantt-chart').evaluate((it) => it.getBoundingClientRect().right);
  await page.mouse.move(bar.left + bar.width / 3, bar.top + 5);
  await page.mouse.down();
  await page.mouse.move(bar.left + bar.width / 3 + 40, bar.top + 5);
  await page.mouse.move(right - 6, bar.top + 5);
  await expect.poll(scrolled).toBeGreaterThan(was + 200);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  const still = await scrolled();
  await page.mouse.move(right - 8, bar.top + 8);
  expect(await scrolled()).toBe(still);
});

test('the end of a bar makes it longer', async ({ page }) => {
  const bar = await firstBar(page);
  const [start, finish] = [cell(page, bar.name, 0), cell(page, bar.name, 1)];
  const was = [await start.innerText(), await finish.innerText()];
  await drag(page, { x: bar.left + bar.width - 3, y: bar.top + 5 }, 140);
  await page.mouse.up();
  await expect(finish).not.toHaveText(was[1]);
  await expect(start).toHaveText(was[0]);
});

test('rows are walked, moved, tied and let go by key', async ({ page }) => {
  const grid = page.getByRole('treegrid');
  await grid.focus();
  const bar = await firstBar(page);
  await page.keyboard.press('Home');
  for (let step = 0; step < 30; step += 1) {
    const id = await grid.getAttribute('aria-activedescendant');
    if ((await page.locator(`#${id} .gantt-name`).innerText()) === bar.name) break;
    await page.keyboard.press('ArrowDown');
  }
  const start = cell(page, bar.name, 0);
  const was = await start.innerText();
  for (let day = 0; day < 7; day += 1) await page.keyboard.press('Shift+ArrowRight');
  await expect(start).not.toHaveText(was);
  await page.keyboard.press('d');
  const chosen = page.getByRole('group', { name: 'Chosen dependency' });
  if (await chosen.isVisible()) {
    await expect(chosen.getByRole('combobox', { name: 'Which ends' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(chosen).toHaveCount(0);
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('heading', { name: bar.name })).toBeVisible();
});

test('a task that waits for itself round a corner is refused in words', async ({ page }) => {
  const grid = page.getByRole('treegrid');
  await grid.focus();
  await page.keyboard.press('Home');
  const here = page.locator('.gantt-row[data-active]');
  await expect(here).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('l');
  await expect(foot(page)).toContainText('waits for it');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.gantt-foot.is-refused')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.gantt-foot.is-refused')).toHaveCount(0);
});

test('on a phone there is time beside the names, and no sideways page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect(page.locator('.gantt-bar-task').first()).toBeVisible();
  const seen = await page.evaluate(() => ({
    time: document.querySelector('.gantt-chart').getBoundingClientRect().width,
    page: document.documentElement.scrollWidth,
  }));
  expect(seen.time).toBeGreaterThan(150);
  expect(seen.page).toBeLessThanOrEqual(390);
});

for (const colorScheme of ['light', 'dark']) {
  test(`the chart passes axe in the ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
    expect(violations.map((it) => `${it.id}: ${it.nodes[0].html}`)).toEqual([]);
  });
}
