// Parses response fields as strangers do. Reads from standard input a JSON list of cases, each with
// the fields, and what the decision behind them says; fails where a parser finds something else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseRateLimit } from 'ratelimit-header-parser';
import { base64ToArrayBuffer, parseList } from 'structured-headers';

const cases = JSON.parse(readFileSync(0, 'utf8'));

for (const { fields, limits, tightest } of cases) {
  const policies = parseList(fields['RateLimit-Policy']);
  const states = parseList(fields['RateLimit']);
  assert.equal(policies.length, limits.length);
  assert.equal(states.length, limits.length);
  limits.forEach((limit, i) => {
    const [policy, quotaAndWindow] = policies[i];
    const [state, remainingAndTime] = states[i];
    assert.equal(policy, limit.name);
    assert.equal(state, limit.name);
    assert.equal(quotaAndWindow.get('q'), limit.quota);
    if (limit.window === 0) {
      assert.equal(quotaAndWindow.get('qu'), 'concurrent-requests');
      assert.equal(quotaAndWindow.has('w'), false);
    } else {
      assert.equal(quotaAndWindow.get('w'), limit.window);
    }
    assert.equal(remainingAndTime.get('r'), limit.remaining);
    // Left out if the whole quota is left, or if the time is unknown.
    assert.equal(remainingAndTime.get('t'), limit.wait === 0 ? undefined : limit.wait);
    for (const parameters of [quotaAndWindow, remainingAndTime]) {
      if (limit.partition === '') {
        assert.equal(parameters.has('pk'), false);
      } else {
        assert.deepEqual(parameters.get('pk'), base64ToArrayBuffer(limit.partition));
      }
    }
  });

  const before = Date.now();
  const found = parseRateLimit(
    new Headers(Object.entries(fields).filter(([name]) => name.startsWith('X-'))),
    { reset: 'seconds' },
  );
  assert.equal(found.limit, tightest.quota);
  assert.equal(found.remaining, tightest.remaining);
  // It drops milliseconds, and the clock goes on while it parses.
  const reset = (found.reset.getTime() - before) / 1000;
  assert.ok(Math.abs(reset - tightest.wait) <= 2, `${reset} is not ${tightest.wait}`);
}
console.log(`${cases.length} parsed`);
