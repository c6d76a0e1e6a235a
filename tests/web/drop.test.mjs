/** What is dropped on the page, and what the person is asked before it runs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './browsers.mjs';
import { pageOnDisk } from './surroundings.mjs';

/** Runs in the page: drops made-up text reports on it. */
function drop(files) {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name, { type: 'text/plain' }));
  const target = document.querySelector('safelight-app');
  for (const type of ['dragover', 'drop']) {
    target.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}

const report = (/** @type {string} */ name) => `Report\n\nPatient: ${name}\nFindings: The lungs are clear.\n`;

for (const browser of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${browser}: dropped files are read; more can be dropped on top`, async () => {
    const visitor = await open(browser);
    try {
      await visitor.goto(pageOnDisk);
      await visitor.see('.target');
      await visitor.evaluate(drop, [['one.txt', report('Zyxwvut Qanzori')], ['broken.bin', 'x\0y']]);
      await visitor.see('.reports');
      assert.match(await visitor.text('.reports'), /one\.txt/);
      assert.match(await visitor.text('.refused'), /Not a DICOM file, a report or a zip/);
      await visitor.evaluate(drop, [['two.txt', report('Zyxwvut Qanzori')]]);
      await visitor.see('.reports li:nth-child(2)');
      await visitor.click('[data-part=run]');
      await visitor.see('.result');
      assert.match(await visitor.text('.result'), /The package is ready; 1 file stayed out/);
      assert.deepEqual(visitor.heard, []);
    } finally {
      await visitor.close();
    }
  });
}

test('cancel goes back to the answers, and the run can be started again', async () => {
  const visitor = await open('chromium');
  try {
    await visitor.goto(pageOnDisk);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=run]');
    await visitor.click('[data-part=run]');
    await visitor.click('[data-part=cancel]');
    await visitor.see('.notice');
    assert.match(await visitor.text('.notice'), /Stopped\. Nothing was written/);
    await visitor.click('[data-part=run]');
    await visitor.see('[data-part=save]', 120_000);
    assert.deepEqual(visitor.heard, []);
  } finally {
    await visitor.close();
  }
});

test('what is included at risk is said on the last screen; leaving a case asks first', async () => {
  const visitor = await open('chromium');
  try {
    await visitor.goto(pageOnDisk);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=at-risk]');
    await visitor.page.locator('[data-part=at-risk] label').nth(1).click();
    await visitor.page.getByText('will be included with pixels not checked').waitFor();
    await visitor.click('[data-part=run]');
    await visitor.see('.result', 120_000);
    assert.match(await visitor.text('.numbers'), /Included, pixels not checked/);
    assert.doesNotMatch(await visitor.text('.status'), /ACTUAL KNOWLEDGE NOT YET ATTESTED/, 'the status is not the plain one');
    const asked = new Promise((resolve) => visitor.page.once('dialog', (dialog) => {
      resolve(dialog.type());
      void dialog.dismiss();
    }));
    await visitor.page.close({ runBeforeUnload: true });
    assert.equal(await asked, 'beforeunload');
  } finally {
    await visitor.close();
  }
});
