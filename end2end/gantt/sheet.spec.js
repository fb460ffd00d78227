// What stands left of the bars is worked in like a spreadsheet: columns, cells, outline, groups, clipboard.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/test.js';
import { enterDemo } from '../fixtures/hand.js';

const row = (page, name) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
const names = (page) => page.locator('.gantt-row .gantt-name').allTextContents();
const grid = (page) => page.getByRole('treegrid');
const input = (page) => page.locator('.gantt-edit .outline-table-input');
/** A cell of a row by the head of its column. */
async function cell(page, name, head) {
  const heads = await page.locator('.gantt-column').allTextContents();
  return row(page, name).locator(`[data-column="${heads.indexOf(head)}"]`);
}
async function columns(page, ...words) {
  await page.getByRole('button', { name: 'Columns' }).click();
  for (const word of words) await page.getByRole('group', { name: 'Columns' }).getByLabel(word, { exact: true }).check();
  await page.keyboard.press('Escape');
}
async function choose(page, menu, word) {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('group', { name: menu, exact: true }).getByLabel(word, { exact: true }).check();
  await page.keyboard.press('Escape');
}

test.beforeEach(async ({ page, demo }) => {
  await enterDemo(page, demo.url);
  await page.goto(`${demo.url}/projects`);
  await page.getByRole('link', { name: 'Onboarding revamp' }).click();
  await page.getByRole('link', { name: 'Gantt' }).click();
  await expect(page.locator('.gantt-bar-task').first()).toBeVisible();
});

test('columns are chosen and stay chosen on this device', async ({ page }) => {
  await columns(page, 'WBS', 'Predecessors', 'Key Results', 'Who');
  await expect(await cell(page, 'Build setup checklist', 'WBS')).toHaveText('2.2');
  await expect(await cell(page, 'Build setup checklist', 'Predecessors')).toHaveText('6');
  await expect(await cell(page, 'Build setup checklist', 'Key Results')).toContainText('Reduce median time');
  await page.reload();
  await expect(page.locator('.gantt-column', { hasText: 'WBS' })).toBeVisible();
  await expect(await cell(page, 'Build setup checklist', 'Who')).toHaveText('Jonas Weber');
});

test('cells are edited where they stand, by pointer and by key, and undone', async ({ page }) => {
  const done = await cell(page, 'Build setup checklist', 'Done');
  await done.click();
  await done.click();
  await expect(input(page)).toHaveValue('70');
  await input(page).fill('80');
  await page.keyboard.press('Enter');
  await expect(done).toHaveText('80 %');
  await page.keyboard.press('9');
  await expect(input(page)).toHaveValue('9');
  await page.keyboard.type('0');
  await page.keyboard.press('Enter');
  await expect(done).toHaveText('90 %');
  await page.keyboard.press('Control+z');
  await expect(done).toHaveText('80 %');
  // A refusal leaves what was typed.
  await page.keyboard.press('Enter');
  await input(page).fill('many');
  await page.keyboard.press('Enter');
  await expect(input(page)).toHaveValue('many');
  await page.keyboard.press('Escape');
  await expect(input(page)).toHaveCount(0);
  await expect(done).toHaveText('80 %');
});

test('a start is typed and moves what waits for it', async ({ page }) => {
  const start = await cell(page, 'Train the onboarding team', 'Start');
  const was = await start.innerText();
  await start.click();
  await page.keyboard.press('Enter');
  await input(page).fill('2027-01-04');
  await page.keyboard.press('Enter');
  await expect(start).toHaveText('4 Jan');
  await page.keyboard.press('Control+z');
  await expect(start).toHaveText(was);
});

test('rows go in and out of the outline, and the bars go with them', async ({ page }) => {
  const [name, above] = ['Interview twelve new customers', 'Map the onboarding journey'];
  await row(page, name).locator('.gantt-name').click();
  const level = () => row(page, name).getAttribute('aria-level');
  expect(await level()).toBe('2');
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(level).toBe('3');
  await expect(row(page, above)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(level).toBe('2');
});

test('several are chosen, filled down, copied and pasted', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const [first, second] = ['Write in-product help', 'Build import templates'];
  await (await cell(page, 'Fix data mapping defects', 'Done')).click();
  await page.keyboard.press('Enter');
  await input(page).fill('30');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('2 chosen')).toBeVisible();
  await page.keyboard.press('Control+d');
  await expect(await cell(page, 'Cut over customer data', 'Done')).toHaveText('30 %');
  await page.keyboard.press('Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('30%\n30%');
  await page.evaluate(() => navigator.clipboard.writeText('45%'));
  await (await cell(page, first, 'Done')).click();
  await page.keyboard.press('Control+v');
  await expect(await cell(page, first, 'Done')).toHaveText('45 %');
  await page.keyboard.press('Control+z');
  await expect(await cell(page, first, 'Done')).toHaveText('0 %');
  await expect(await cell(page, second, 'Done')).toHaveText('100 %');
});

test('tasks stand under heads, are let through, folded to a level and found', async ({ page }) => {
  await choose(page, 'Group', 'Who');
  await expect(page.locator('.gantt-row-head').first()).toContainText('Ana Ruiz');
  await expect(row(page, 'Discover')).toHaveCount(0);
  await page.getByRole('button', { name: 'By who' }).click();
  await page.getByRole('group', { name: 'By who' }).getByLabel('Outline').check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByLabel('Only the critical path').check();
  await page.keyboard.press('Escape');
  await expect(row(page, 'Map the onboarding journey')).toHaveCount(0);
  await expect(row(page, 'Data migration dry run')).toBeVisible();
  await page.getByRole('button', { name: 'Filter, 1 on' }).click();
  await page.getByRole('button', { name: 'Show all tasks' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Levels' }).click();
  await page.getByRole('button', { name: 'Top level only' }).click();
  await expect.poll(() => names(page)).toEqual(['Discover', 'Guided setup', 'Data migration', 'Launch']);
  await page.keyboard.press('Escape');
  await grid(page).focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('cut over');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row(page, 'Cut over customer data')).toHaveAttribute('data-active', '');
});

test('a task is added, and the line between tasks and time is moved by key and kept', async ({ page }) => {
  await page.getByLabel('Add a task').fill('Thank the pilot customers');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Add a task')).toHaveValue('');
  await page.locator('.gantt-scroll').evaluate((it) => { it.scrollTop = it.scrollHeight; });
  await expect(row(page, 'Thank the pilot customers')).toBeVisible();
  const split = page.getByRole('separator', { name: 'Between tasks and time' });
  await split.focus();
  const was = Number(await split.getAttribute('aria-valuenow'));
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(split).toHaveAttribute('aria-valuenow', String(was - 80));
  await page.reload();
  await expect(split).toHaveAttribute('aria-valuenow', String(was - 80));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((it) => `${it.id}: ${it.nodes[0].html}`)).toEqual([]);
});
