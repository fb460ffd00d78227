// Tables in and out of the browser: guessed, corrected, imported, brought up to date, saved.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/test.js';
import { enterDemo, main } from '../fixtures/hand.js';

const german = [
  'Nr.;Vorgangsname;Dauer;Anfang;Fertig stellen;Vorgänger;% Abgeschlossen',
  '1;Planen;3 Tage;Mo 07.09.26;Mi 09.09.26;;100%',
  '2;Bauen;5 Tage;Do 10.09.26;Mi 16.09.26;1;20%',
  '3;Prüfen;2 Tage;Fr 18.09.26;Mo 21.09.26;2EA+1 Tag;0%',
].join('\r\n');

test.beforeEach(async ({ page, demo }) => enterDemo(page, demo.url));

/** Chooses a file on the import page. */
async function choose(page, name, text, mimeType = 'text/csv') {
  await main(page).getByRole('link', { name: 'Import' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name, mimeType, buffer: Buffer.from(text) });
}

const means = (page, column) => page.getByRole('combobox', { name: `What ${column} means` });

test('a German table is understood, and goes in', async ({ page }) => {
  await choose(page, 'Umbau.csv', german);
  await expect(page.getByRole('combobox', { name: 'Separator' })).toHaveValue('semicolon');
  await expect(page.getByRole('combobox', { name: 'Language' })).toHaveValue('German');
  await expect(means(page, 'Vorgangsname')).toHaveValue('name');
  await expect(means(page, 'Fertig stellen')).toHaveValue('finish');
  await expect(means(page, 'Vorgänger')).toHaveValue('predecessors');
  const tree = page.getByRole('region', { name: 'The tasks of the file' });
  await expect(tree.getByRole('row')).toHaveCount(4);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
  expect(violations.map((it) => `${it.id}: ${it.nodes[0].html}`)).toEqual([]);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('link', { name: 'Open the project' }).click();
  await expect(page.getByRole('button', { name: 'Bauen', exact: true })).toBeVisible();
});

test('a column that was not guessed is named by hand', async ({ page }) => {
  await choose(page, 'odd.csv', 'Qux;Zap\nFirst;2d\nSecond;3d\n');
  await page.getByRole('combobox', { name: 'Row of headers' }).selectOption('1');
  const name = means(page, 'Qux');
  await name.selectOption('name');
  const tree = page.getByRole('region', { name: 'The tasks of the file' });
  await expect(tree.getByRole('rowheader', { name: 'Second' })).toBeVisible();
  await expect(name).toBeFocused();
});

test('a project is saved as XML and read back, and the second import updates it', async ({ page }) => {
  await main(page).getByRole('link', { name: 'Projects' }).click();
  await page.getByRole('link', { name: 'Onboarding revamp' }).click();
  const saved = async (words) => {
    await page.getByRole('button', { name: 'Actions for Onboarding revamp' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: words }).click();
    return readFile(await (await download).path(), 'utf8');
  };
  const xml = await saved('Save as Microsoft Project XML');
  expect(xml).toContain('<Project');
  const csv = await saved('Save as CSV');
  expect(csv).toContain('Data migration dry run');
  await choose(page, 'Onboarding.xml', xml, 'text/xml');
  await page.getByRole('textbox', { name: 'Name of the project' }).fill('Second copy');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Import another' })).toBeVisible();
  const open = await page.getByRole('link', { name: 'Open the project' }).getAttribute('href');
  const changed = xml.replace('<Name>Security sign-off</Name>', '<Name>Security review</Name>');
  expect(changed).not.toBe(xml);
  await page.getByRole('button', { name: 'Import another' }).click();
  await choose(page, 'Onboarding.xml', changed, 'text/xml');
  await expect(page.getByRole('group', { name: 'This plan was imported before' })).toBeVisible();
  await page.getByRole('button', { name: 'Update', exact: true }).click();
  const link = page.getByRole('link', { name: 'Open the project' });
  await expect(link).toHaveAttribute('href', open);
  await link.click();
  await expect(page.getByRole('button', { name: 'Security review', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Security sign-off', exact: true })).toHaveCount(0);
});

test('what cannot be read says why', async ({ page }) => {
  await choose(page, 'broken.xml', '<Project xmlns="http://schemas.microsoft.com/project"><Tasks>', 'text/xml');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Nothing was imported.');
});
