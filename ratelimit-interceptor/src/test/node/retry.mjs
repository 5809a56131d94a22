// Meets limits with clients that retry. Each strategy is exhausted first; then a client is told to
// wait by one 429, and must get through with its first retry, no earlier than it was told.
import assert from 'node:assert/strict';
import http from 'node:http';
import axios from 'axios';
import axiosRetry from 'axios-retry';
import got from 'got';
import { Agent, RetryAgent, request } from 'undici';

const [base, ...strategies] = process.argv.slice(2);

const clients = {
  async got(url, headers) {
    return (await got(url, { headers, retry: { limit: 3 } })).statusCode;
  },
  async axios(url, headers) {
    const client = axios.create();
    axiosRetry(client, {
      retries: 3,
      retryCondition: (error) => error.response?.status === 429,
      retryDelay: axiosRetry.exponentialDelay,
    });
    return (await client.get(url, { headers })).status;
  },
  async undici(url, headers) {
    const dispatcher = new RetryAgent(new Agent(), { maxRetries: 3 });
    const { statusCode, body } = await request(url, { headers, dispatcher });
    await body.dump();
    await dispatcher.close();
    return statusCode;
  },
};

async function meet(strategy, name) {
  // A strategy in which time passes may let a call in before the client has asked at all.
  for (let attempt = 0; attempt < 10; attempt++) {
    const key = `${strategy}-${name}-${attempt}`;
    const held = await exhaust(strategy, key);
    const seen = [];
    const witness = await watch(seen, held);
    try {
      const url = `http://127.0.0.1:${witness.address().port}/${strategy}`;
      assert.equal(await clients[name](url, { 'X-Test': key }), 200);
    } finally {
      witness.closeAllConnections();
      witness.close();
      await held?.release();
    }
    if (seen[0].status === 429) {
      check(strategy, name, seen);
      return;
    }
  }
  throw new Error(`${strategy} never refused ${name}`);
}

function check(strategy, name, seen) {
  const what = `${name} meets ${strategy}: ${JSON.stringify(seen)}`;
  assert.deepEqual(seen.map((answer) => answer.status), [429, 200], what);
  // Timers of clients are not exact to the millisecond.
  assert.ok(seen[1].asked - seen[0].answered >= seen[0].retryAfter * 1000 - 50, what);
}

/** Takes all that there is; what is taken until it is given back is returned. */
async function exhaust(strategy, key) {
  const headers = { 'X-Test': key };
  if (strategy === 'concurrent') {
    const ended = fetch(`${base}${strategy}?hold=${key}`, { headers }).then((r) => r.text());
    await until(async () => (await fetch(`${base}holds/${key}`)).status === 200);
    return {
      async release() {
        await fetch(`${base}release/${key}`);
        await ended;
      },
    };
  }
  await until(async () => (await fetch(`${base}${strategy}`, { headers })).status === 429);
  return undefined;
}

async function until(isSo) {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, 'it takes too long');
  }
}

/** Stands between client and server, and notes what both say and when. */
async function watch(seen, held) {
  const witness = http.createServer(async (incoming, outgoing) => {
    const asked = Date.now();
    const answer = await fetch(base + incoming.url.slice(1), {
      headers: { 'X-Test': incoming.headers['x-test'] },
    });
    const body = await answer.text();
    if (answer.status === 429) {
      // So that there is something to be had for who comes again.
      await held?.release();
    }
    const retryAfter = Number(answer.headers.get('Retry-After'));
    outgoing.writeHead(answer.status, retryAfter ? { 'Retry-After': retryAfter } : {});
    outgoing.end(body);
    seen.push({ status: answer.status, retryAfter, asked, answered: Date.now() });
  });
  await new Promise((resolve) => witness.listen(0, '127.0.0.1', resolve));
  return witness;
}

const met = await Promise.all(
  strategies.flatMap((strategy) => Object.keys(clients).map((name) => meet(strategy, name))),
);
console.log(`${met.length} met`);
