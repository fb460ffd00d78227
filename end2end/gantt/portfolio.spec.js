// All projects in time with their Key Results, and what the plans ask of each person.
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
});

test('projects stand in time with the Key Results that they move, all by key', async ({ page }) => {
  await page.getByRole('link', { name: 'Timeline' }).click();
  const grid = page.getByRole('treegrid', { name: 'Projects in time' });
  const project = grid.getByRole('rowheader', { name: 'Onboarding revamp' });
  await expect(project).toBeVisible();
  await expect(grid.getByRole('rowheader', { name: /median time from contract/ }).first()).toBeVisible();
  await expect(page.getByText(/finishes \d+ days after .+ ends/).first()).toBeVisible();
  await axe(page);
  const rows = Number(await grid.getAttribute('aria-rowcount'));
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeLessThan(rows);
  await page.getByRole('button', { name: 'By name' }).click();
  await expect(page.getByRole('button', { name: 'By name' })).toHaveAttribute('aria-pressed', 'true');
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/projects\/[0-9a-f-]+\?view=gantt/);
});

test('only the projects that serve an Objective', async ({ page }) => {
  await page.getByRole('link', { name: 'Timeline' }).click();
  const grid = page.getByRole('treegrid', { name: 'Projects in time' });
  await expect(grid).toBeVisible();
  const rows = Number(await grid.getAttribute('aria-rowcount'));
  await page.getByLabel('Only projects that serve').selectOption({ index: 1 });
  await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeLessThan(rows);
});

test('who is asked for more than they have, and by which tasks', async ({ page }) => {
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'People and their time' })).toBeVisible();
  const cell = page.getByRole('button', { name: /: [\d.]+ of [\d.]+ hours/ }).first();
  const [, asked] = (await cell.getAttribute('aria-label')).match(/: ([\d.]+) of/);
  await cell.click();
  const panel = page.getByRole('main').locator('.load-chosen');
  await expect(panel).toContainText(`${asked} of`);
  const parts = await panel.getByRole('row').locator('td.number').allInnerTexts();
  const sum = parts.reduce((sum, it) => sum + Number.parseFloat(it), 0);
  expect(Math.abs(sum - Number(asked))).toBeLessThan(0.5);
  await axe(page);
  await page.getByRole('button', { name: 'Days', exact: true }).click();
  await expect(page.getByRole('columnheader')).toHaveCount(15);
});
