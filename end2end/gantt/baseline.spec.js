// Baselines and comparing: saved under a name, drawn, compared in words, renamed, deleted, taken back.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/test.js';
import { enterDemo } from '../fixtures/hand.js';

const axe = async (page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
  expect(violations.map((it) => `${it.id}: ${it.nodes[0]?.html}`)).toEqual([]);
};

test.beforeEach(async ({ page, demo }) => {
  await enterDemo(page, demo.url);
  await page.goto(`${demo.url}/projects`);
  await page.getByRole('main').getByRole('link', { name: 'Onboarding revamp' }).click();
  await page.getByRole('link', { name: 'Compare' }).click();
});

test('what moved since the board agreed, by how much, and which Key Results it touches', async ({ page }) => {
  const found = page.getByRole('region', { name: 'What differs' });
  await expect(found.getByRole('status')).toContainText(/Of 15 tasks \d+ moved\. The finish slips \d+ working days/);
  await expect(found.getByRole('list', { name: 'Key Results that this touches' })).toContainText('go-live');
  const first = found.getByRole('row').nth(1);
  await expect(first).toContainText('working days later');
  const swapped = page.getByRole('button', { name: 'Swap' });
  await swapped.click();
  await expect(found.getByRole('status')).toContainText('earlier');
  await expect(page).toHaveURL(/from=current&to=baseline-0/);
  await axe(page);
});

test('a baseline is saved, drawn, renamed, deleted, and the deletion taken back', async ({ page }) => {
  await page.getByRole('button', { name: 'Save a baseline' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Give it a name').first()).toBeVisible();
  await dialog.getByLabel('Name').fill('After the slip');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('link', { name: 'Compare After the slip with now' }).click();
  await expect(page.getByText('Nothing differs: 15 tasks with the same dates.')).toBeVisible();
  await page.getByRole('button', { name: 'Rename After the slip' }).click();
  await dialog.getByLabel('Name').fill('Second agreement');
  await dialog.getByLabel('Name').press('Enter');
  await page.getByRole('link', { name: 'Gantt' }).click();
  const drawn = page.getByLabel('Baseline that is drawn');
  await expect(drawn.getByRole('option')).toHaveText(['No baseline', 'Agreed with the board', 'Second agreement']);
  await drawn.selectOption('Second agreement');
  await page.reload();
  await expect(drawn.locator('option:checked')).toHaveText('Second agreement');
  await axe(page);
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Delete Second agreement' }).click();
  await expect(page.getByRole('button', { name: 'Delete Second agreement' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Delete Second agreement' })).toBeVisible();
});
