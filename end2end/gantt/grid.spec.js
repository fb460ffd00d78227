// Commands over a table of tasks: choosing, pasting from a spreadsheet, filling, finding, filtering.
import { expect, test } from '../fixtures/test.js';
import { addTasks, enterDemo } from '../fixtures/hand.js';
import AxeBuilder from '@axe-core/playwright';

const cell = (page, name) => page.getByRole('button', { name, exact: true });
const rows = (page) => page.locator('.outline-table th button[id$="-task"]');

test.beforeEach(async ({ page, context, demo }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.url });
  await enterDemo(page, demo.url);
  await page.goto(`${demo.url}/projects`);
  await page.getByRole('link', { name: 'Onboarding revamp' }).click();
  await addTasks(page, ['One', 'Two', 'Three']);
});

/** What the clipboard holds goes in where the focus is. */
async function paste(page, text) {
  await page.evaluate((it) => navigator.clipboard.writeText(it), text);
  await page.keyboard.press('Control+v');
}

test('a table from a spreadsheet goes in, and one undo takes it back', async ({ page }) => {
  await cell(page, 'Two').focus();
  const before = await rows(page).count();
  await paste(page, 'Task\tDone\tEffort\nSecond\t40%\t3d\nThird\t10%\t2d\nFourth\t5%\t1d\n');
  await expect(cell(page, 'Second')).toBeVisible();
  await expect(cell(page, 'Fourth')).toBeVisible();
  await expect(cell(page, 'Done of Second: 40 %')).toBeVisible();
  await expect(rows(page)).toHaveCount(before + 1);
  await page.keyboard.press('Control+z');
  await expect(cell(page, 'Two')).toBeVisible();
  await expect(cell(page, 'Three')).toBeVisible();
  await expect(cell(page, 'Fourth')).toHaveCount(0);
});

test('a paste that is partly refused asks first', async ({ page }) => {
  await cell(page, 'One').focus();
  await paste(page, 'Task\tDone\nFirst\tmany\nSecond\t20%\n');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'One cell is not accepted' })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /many/ })).toContainText('whole number from 0 to 100');
  await expect(cell(page, 'One')).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
  expect(violations.map((it) => it.id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Take the rest' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(cell(page, 'First')).toBeVisible();
  await expect(cell(page, 'Done of Second: 20 %')).toBeVisible();
});

test('rows are chosen, copied, filled and moved together', async ({ page }) => {
  await cell(page, 'Effort of One: none').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('3d');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'Effort of One: 3 d')).toBeFocused();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(cell(page, 'Effort of Two: none')).toBeFocused();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+d');
  await expect(cell(page, 'Effort of Three: 3 d')).toBeVisible();
  await page.keyboard.press('Control+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('3 d\n3 d\n3 d');
  await page.keyboard.press('Control+z');
  await expect(cell(page, 'Effort of Three: none')).toBeVisible();
  await cell(page, 'Two').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Alt+ArrowRight');
  const row = (name) => page.getByRole('row').filter({ has: cell(page, name) });
  await expect(row('Two')).toHaveAttribute('aria-level', '2');
  await expect(row('Three')).toHaveAttribute('aria-level', '2');
  await page.keyboard.press('Control+z');
  await expect(row('Two')).toHaveAttribute('aria-level', '1');
  await expect(row('Three')).toHaveAttribute('aria-level', '1');
});

test('tasks are found, filtered, grouped and folded', async ({ page }) => {
  await cell(page, 'One').focus();
  await page.keyboard.press('Control+f');
  const find = page.getByRole('searchbox', { name: 'Find a task' });
  await expect(find).toBeFocused();
  await find.fill('three');
  await expect(page.locator('.grid-find-count')).toHaveText('1 of 1');
  await page.keyboard.press('Escape');
  await expect(cell(page, 'Three')).toBeFocused();
  const all = await rows(page).count();
  const tools = page.getByRole('group', { name: 'Task list' });
  await tools.getByRole('button', { name: /^Filter/ }).click();
  await tools.getByLabel('Who').selectOption('Nobody');
  await expect.poll(() => rows(page).count()).toBeLessThan(all);
  await expect(cell(page, 'Three')).toBeVisible();
  await tools.getByRole('button', { name: 'Show all tasks' }).click();
  await expect(rows(page)).toHaveCount(all);
  await page.keyboard.press('Escape');
  await tools.getByRole('button', { name: 'Group' }).click();
  await tools.getByRole('radio', { name: 'Status' }).check();
  await expect(page.locator('.outline-table-head').first()).toBeVisible();
  await tools.getByRole('radio', { name: 'Outline' }).check();
  await expect(page.locator('.outline-table-head')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark']) {
  test(`the panels of the table pass axe, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const tools = page.getByRole('group', { name: 'Task list' });
    for (const name of ['Levels', 'Group', 'Filter', 'Columns']) {
      await tools.getByRole('button', { name, exact: true }).click();
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
      expect.soft(violations.map((it) => `${it.id}: ${it.nodes[0].target}`), name).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
}
