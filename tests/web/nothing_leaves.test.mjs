/**
 * The page is made to try: every way out is used from inside, and nothing
 * arrives. A page without the policy does the same, and the trap catches it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { open } from './browsers.mjs';
import { pageOnDisk, pagePath, serve, trap } from './surroundings.mjs';

/** Runs inside the page. Each way carries its name, so that the trap can tell. */
async function tryToLeave(url) {
  const ways = {
    fetch: () => fetch(`${url}/fetch`, { mode: 'no-cors' }),
    xhr: () => {
      const request = new XMLHttpRequest();
      request.open('GET', `${url}/xhr`);
      request.send();
    },
    image: () => {
      new Image().src = `${url}/image`;
    },
    beacon: () => navigator.sendBeacon(`${url}/beacon`, 'x'),
    socket: () => new WebSocket(`${url.replace('http', 'ws')}/socket`),
    events: () => new EventSource(`${url}/events`),
    frame: () => {
      const frame = document.createElement('iframe');
      frame.src = `${url}/frame`;
      document.body.append(frame);
    },
    link: () => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = `${url}/link`;
      document.head.append(link);
    },
    form: () => {
      const frame = document.createElement('iframe');
      frame.name = 'away';
      const form = document.createElement('form');
      form.action = `${url}/form`;
      form.target = 'away';
      document.body.append(frame, form);
      form.submit();
    },
  };
  for (const way of Object.values(ways)) {
    try {
      await way();
    } catch {
      // Being refused is what is hoped for.
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 800));
  return Object.keys(ways);
}

const waysSeen = (caught) => [...new Set(caught.map((request) => request.split('/').pop().replace('?', '')))].sort();

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(name, () => {
    test('no way out of the page reaches the trap', async () => {
      const catcher = await trap();
      const visitor = await open(name);
      try {
        await visitor.goto(pageOnDisk);
        await visitor.see('.target');
        await visitor.evaluate(tryToLeave, catcher.url);
        assert.deepEqual(catcher.caught, []);
        assert.match(await visitor.text('.foot'), /blocked/, 'and the page says that something was tried');
      } finally {
        await visitor.close();
        catcher.close();
      }
    });

    test('the trap works: a page without a policy is caught on every way', async () => {
      const catcher = await trap();
      const server = await serve('<!doctype html><title>control</title><body>');
      const visitor = await open(name);
      try {
        await visitor.goto(server.url);
        const ways = await visitor.evaluate(tryToLeave, catcher.url);
        assert.deepEqual(waysSeen(catcher.caught), [...ways].sort());
      } finally {
        await visitor.close();
        server.close();
        catcher.close();
      }
    });
  });
}

test('the policy is strict, and no code names a way out', () => {
  const page = readFileSync(pagePath, 'utf8');
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
  for (const rule of ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'", 'worker-src blob:', "require-trusted-types-for 'script'"]) {
    assert.ok(policy.includes(rule), rule);
  }
  assert.ok(!/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:/.test(policy), policy);
  // WebRTC is the one way that a policy does not close: the code must not hold it.
  assert.ok(!/RTCPeerConnection|webkitRTC/.test(page));
});
