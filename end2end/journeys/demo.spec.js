// The demo: what somebody sees and does in the first minutes, by keyboard.
import { expect, test } from '../fixtures/test.js';
import { addTasks, enterDemo, main } from '../fixtures/hand.js';

test.beforeEach(async ({ page, demo }) => {
  await enterDemo(page, demo.url);
  await main(page).getByRole('link', { name: 'OKRs' }).click();
  await page.getByRole('table').waitFor();
});

test('twelve Key Results stand on one screen', async ({ page }) => {
  const goals = page.getByRole('table').getByRole('link').and(page.locator('[href*="/key-result/"]'));
  await expect(goals).toHaveCount(12);
  await expect(goals.last()).toBeInViewport({ ratio: 1 });
  const more = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  expect(more).toBeLessThanOrEqual(0);
});

test('a check-in by keyboard, undone and done again', async ({ page }) => {
  const row = page.getByRole('row', { name: /Reduce support tickets per month/ });
  await row.getByRole('link', { name: 'Reduce support tickets per month' }).focus();
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByLabel(/^Value now/)).toBeFocused();
  await page.keyboard.type('160');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { checked: true })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row).toContainText('160 tickets');
  await expect(row).toContainText('50 %');
  await page.keyboard.press('Control+z');
  await expect(row).toContainText('168 tickets');
  await page.keyboard.press('Control+Shift+z');
  await expect(row).toContainText('160 tickets');
});

test('the palette goes to a Key Result and to a project', async ({ page }) => {
  for (const name of ['Raise project on-time delivery', 'Onboarding revamp']) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or do' }).fill(name);
    // What can be done with it stands first; where to go follows.
    const place = page.getByRole('option').filter({ hasText: new RegExp(`^${name}`) }).first();
    await expect(place).toBeVisible();
    const at = Number((await place.getAttribute('id')).split('-')[1]);
    for (let down = 0; down < at; down += 1) await page.keyboard.press('ArrowDown');
    await expect(place).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
});

test('an outline is written by keyboard', async ({ page }) => {
  await page.goto(new URL('/projects', page.url()).href);
  await page.getByRole('link', { name: 'Onboarding revamp' }).click();
  await addTasks(page, ['One', 'Two', 'Three']);
  const cell = (name) => page.getByRole('button', { name, exact: true });
  const row = (name) => page.getByRole('row').filter({ has: cell(name) });
  await cell('Two').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(row('Two')).toHaveAttribute('aria-level', '2');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(row('Two')).toHaveAttribute('aria-level', '1');
  const order = () => page.getByRole('row').evaluateAll((rows) => rows
    .map((it) => it.querySelector('th button[id$="-task"]')?.textContent).filter((it) => ['One', 'Two', 'Three'].includes(it)));
  await expect(cell('Two')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).toEqual(['Two', 'One', 'Three']);
  await expect(cell('Two')).toBeFocused();
  await page.keyboard.press('F2');
  const name = page.getByRole('textbox', { name: 'Task of Two' });
  await expect(name).toBeFocused();
  await name.fill('Second');
  await page.keyboard.press('Enter');
  await expect(cell('Second')).toBeFocused();
  await page.keyboard.press(' ');
  await expect(page.getByRole('checkbox', { name: 'Done: Second' })).toBeChecked();
  await page.keyboard.press('Delete');
  await expect(cell('Second')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(cell('Second')).toBeVisible();
});
