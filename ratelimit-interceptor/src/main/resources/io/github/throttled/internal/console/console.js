// The console of Throttled: one page without libraries. It reads the nodes from api/ every second,
// and all other data every two seconds. It updates only changed elements, so nothing flickers, and
// selection and focus stay.
//
// The charts are SVG and take about a hundred lines: three filled outlines and two axes. The
// smallest maintained chart library would be several times as large as this page.
//
// Sections: API - DOM - words and numbers - charts - tables - messages - refresh -
// policies - one policy - overrides - configuration - audit - ban - theme and start.

const REFRESH_MILLIS = 1000;
const REFRESHES_OF_ALL = 2; // reads all data in every second refresh
const LONGEST_PAUSE_MILLIS = 15000;
const SLOW_MILLIS = 30000;
const PATIENCE_MILLIS = 10000;
const SPAN_SECONDS = 300;
const OLD_MILLIS = 5000;

// --- API ------------------------------------------------------------------------------------------

/** An error of the server; status 0 if it did not answer. */
class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

// Without user and password of the address: fetch rejects a URL with credentials.
const base = new URL(location.origin + location.pathname);

async function call(method, path, body) {
  const response = await send(method, path, body);
  if (!response.ok) throw new Problem(response.status, await detailOf(response));
  if (response.status === 204) return null;
  if (!isJson(response)) throw new Problem(401, 'You are no longer logged in.'); // the response is a login form
  return response.json();
}

async function send(method, path, body) {
  const headers = {Accept: 'application/json'};
  // Other sites cannot send this header: it needs a preflight request, which is never granted.
  if (method !== 'GET') headers['X-Throttled-Console'] = '1';
  if (body) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(new URL(path, base), {
      method, headers, body: body && JSON.stringify(body), cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
  } catch (e) {
    throw new Problem(0, 'This node does not answer.');
  }
}

async function detailOf(response) {
  const problem = isJson(response) ? await response.json().catch(() => ({})) : {};
  return problem.detail || problem.title || `The server answered ${response.status}.`;
}

function isJson(response) {
  return /\bjson\b/.test(response.headers.get('Content-Type') || '');
}

function query(path, parameters) {
  return `${path}?${new URLSearchParams(parameters)}`;
}

const get = (path, parameters) => call('GET', parameters ? query(path, parameters) : path);
const override = (key, value) => call('PUT', 'api/overrides', {key, value});
const undo = key => call('DELETE', query('api/overrides', {key}));

// --- DOM ------------------------------------------------------------------------------------------

const SVG = 'http://www.w3.org/2000/svg';
const $ = id => document.getElementById(id);

/** Creates an element. Properties are attributes, except text, and functions, which are listeners. */
function el(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

function svg(name, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'text') node.textContent = value;
    else if (typeof value === 'function') node.addEventListener(name, value);
    else set(node, name, value);
  }
  node.append(...children.filter(child => child != null));
  return node;
}

/** Sets an attribute if it differs; null, undefined and false remove it. */
function set(node, name, value) {
  if (value == null || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value === true ? '' : value);
}

function write(node, text) {
  if (node.textContent !== String(text)) node.textContent = text;
}

function show(node, visible) {
  node.hidden = !visible;
}

/**
 * Synchronizes the parent's children with the items, in order, and keeps the nodes of known items.
 * A part is {node, update(item)}.
 */
function keyed(parent, items, id, create) {
  const before = parent.parts ?? new Map();
  const parts = new Map(items.map(item => [id(item), before.get(id(item)) ?? create(item)]));
  for (const [key, part] of before) if (!parts.has(key)) part.node.remove();
  let place = parent.firstElementChild;
  items.forEach(item => {
    const part = parts.get(id(item));
    part.update(item);
    if (part.node === place) place = place.nextElementSibling;
    else parent.insertBefore(part.node, place);
  });
  parent.parts = parts;
}

let ids = 0;
const newId = () => `id-${++ids}`;

// --- Words and numbers ----------------------------------------------------------------------------

const MODES = {enforce: 'Enforced', 'dry-run': 'Dry run', off: 'Off'};
const WINDOWS = {1: 'a second', 60: 'a minute', 3600: 'an hour', 86400: 'a day', 604800: 'a week'};
const STATES = {ok: 'ok', degraded: 'degraded', down: 'down', silent: 'silent'};

const whole = new Intl.NumberFormat('en-GB', {maximumFractionDigits: 0});
const oneDigit = new Intl.NumberFormat('en-GB', {maximumFractionDigits: 1});
const compact = new Intl.NumberFormat('en-GB', {notation: 'compact', maximumFractionDigits: 1});
const clock = new Intl.DateTimeFormat('en-GB', {timeStyle: 'medium'});
const minuteClock = new Intl.DateTimeFormat('en-GB', {timeStyle: 'short'});
const dateAndTime = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'medium'});

const count = number => (number < 100000 ? whole : compact).format(number);
const rate = number => (number < 10 ? oneDigit : number < 10000 ? whole : compact).format(number);
const percent = number => `${oneDigit.format(number)} %`;
const share = (part, total) => (total ? (100 * part) / total : 0);
const sum = numbers => numbers.reduce((total, number) => total + number, 0);

function duration(seconds) {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
}

const perWindow = seconds => WINDOWS[seconds] || `in ${duration(seconds)}`;

/** Formats a time for a list, without the date if it is today. */
function moment(millis) {
  const isToday = new Date(millis).toDateString() === new Date().toDateString();
  return (isToday ? clock : dateAndTime).format(millis);
}

/** Shortens the name of a policy of an annotation: drops the packages of its class. */
function shortName(name) {
  return name.replace(/^(?:[a-z_][\w$]*\.)+(?=[A-Z])/, '').replace('/', '.');
}

/** Allows line breaks after the dots of a long name. */
function breakable(text) {
  return text.split(/(?<=[./])/).flatMap((part, i) => (i ? [el('wbr'), part] : [part]));
}

// --- Charts ---------------------------------------------------------------------------------------

const KINDS = ['admitted', 'dryRun', 'rejected'];
const KIND_WORDS = {admitted: 'admitted', dryRun: 'would be rejected', rejected: 'rejected'};
const GROUPS = [1, 2, 3, 5, 10];
const THINNEST_COLUMN = 2.5;
const LEFT = 38, TOP = 8, BOTTOM = 20;

/** Adds the series of several nodes; one array per kind. */
function added(all) {
  const length = all[0]?.admitted.length ?? SPAN_SECONDS / live.series.step; // no node has counted yet
  const zeros = () => new Array(length).fill(0);
  const total = Object.fromEntries(KINDS.map(kind => [kind, zeros()]));
  for (const one of all) {
    for (const kind of KINDS) one[kind]?.forEach((n, i) => (total[kind][i] += n));
  }
  return total;
}

/** The series of a policy on one node, or on all nodes together. */
function seriesOf(policy, node) {
  const nodes = live.series.policies[policy]?.nodes ?? {};
  return added(node === '' ? Object.values(nodes) : nodes[node] ? [nodes[node]] : []);
}

const sums = series => Object.fromEntries(KINDS.map(kind => [kind, sum(series[kind])]));
const total = counts => sum(KINDS.map(kind => counts[kind]));

/** The calls per second in the last ten seconds. */
function rates(series, step) {
  const steps = Math.min(5, series.admitted.length) || 1;
  return Object.fromEntries(KINDS.map(kind => [kind, sum(series[kind].slice(-steps)) / (steps * step)]));
}

/**
 * Groups steps into columns: {from, to, admitted, dryRun, rejected}, in calls per second. Columns begin
 * at multiples of their width, so that a column moves without changing.
 */
function columns(series, frame, group) {
  const length = series.admitted.length;
  const first = Math.round(frame.end / 1000 / frame.step) - length;
  const result = [];
  for (let from = 0; from < length; ) {
    const to = Math.min(length, from + group - ((first + from) % group));
    const column = {from, to};
    for (const kind of KINDS) {
      column[kind] = sum(series[kind].slice(from, to)) / ((to - from) * frame.step);
    }
    result.push(column);
    from = to;
  }
  return result;
}

/** The next round number whose half is also round. */
function niceTop(number) {
  const power = 10 ** Math.floor(Math.log10(Math.max(number, 1)));
  return [1, 2, 3, 4, 5, 6, 8, 10].map(n => n * power).find(n => n >= number);
}

/** Draws a function of the columns as a step curve. */
function stairs(all, height, x, y) {
  return all.map((c, i) => `${i ? 'L' : 'M'}${x(c.from)} ${y(height(c))}H${x(c.to)}`).join('');
}

/** The outline between two step curves. */
function between(all, low, high, x, y) {
  const back = all.map(c => `L${x(c.to)} ${y(low(c))}H${x(c.from)}`).reverse().join('');
  return all.length ? `${stairs(all, high, x, y)}${back}Z` : '';
}

/**
 * A stacked chart of admitted and rejected calls over time. Its label describes it in words.
 */
function chart(height, kindOfTime) {
  const areas = Object.fromEntries(KINDS.map(kind => [kind, svg('path', {class: `area ${kind}`})]));
  const grid = svg('g', {class: 'grid'}), edge = svg('path', {class: 'edge'});
  const cursor = svg('line', {class: 'cursor', visibility: 'hidden'});
  const picture = svg('svg', {class: 'plot', role: 'img', height}, grid, ...Object.values(areas), edge, cursor);
  const keys = Object.fromEntries(KINDS.map(kind => [kind, el('b')]));
  const when = el('span', {class: 'when'});
  const legend = el('figcaption', {class: 'legend'},
    ...KINDS.map(kind => el('span', {class: kind}, el('i'), keys[kind], ` ${KIND_WORDS[kind]}`)), when);
  const node = el('figure', {class: 'chart'}, picture, legend);
  const drawn = {series: null, frame: null, columns: [], width: 0, pointed: null};

  const right = () => drawn.width - 1;
  const steps = () => drawn.series.admitted.length;
  const x = step => round(LEFT + (step * (right() - LEFT)) / steps());

  function draw() {
    if (!drawn.series || !drawn.width) return;
    const group = GROUPS.find(n => ((right() - LEFT) * n) / steps() >= THINNEST_COLUMN) ?? 10;
    drawn.columns = columns(drawn.series, drawn.frame, group);
    const top = niceTop(Math.max(...drawn.columns.map(total)));
    const y = number => round(TOP + (height - TOP - BOTTOM) * (1 - number / top));
    set(edge, 'd', stairs(drawn.columns, column => column.admitted, x, y));
    let below = () => 0;
    for (const kind of KINDS) {
      const low = below, high = column => low(column) + column[kind];
      set(areas[kind], 'd', between(drawn.columns, low, high, x, y));
      below = high;
    }
    drawGrid(top, y);
    drawLegend();
  }

  function drawGrid(top, y) {
    const lines = [0, top / 2, top].map(n => ({
      id: `y${n}`, x1: LEFT, x2: right(), y1: y(n) + 0.5, y2: y(n) + 0.5,
      text: n === top ? `${rate(n)}/s` : rate(n), tx: LEFT - 6, ty: y(n) + 4, anchor: 'end',
    }));
    keyed(grid, [...lines, ...times()], line => line.id, gridLine);
  }

  function times() {
    const bottom = height - BOTTOM, span = steps() * drawn.frame.step * 1000, start = drawn.frame.end - span;
    const tick = (id, millis, text, anchor) => {
      const tx = x(((millis - start) / span) * steps());
      return {id, x1: tx, x2: tx, y1: bottom, y2: bottom + 4, text, tx, ty: height - 4, anchor};
    };
    if (kindOfTime === 'span') {
      return [tick('from', start, `${duration(span / 1000)} ago`, 'start'), tick('to', drawn.frame.end, 'now', 'end')];
    }
    const minutes = [];
    for (let t = Math.ceil(start / 60000) * 60000; t <= drawn.frame.end; t += 60000) minutes.push(t);
    const fits = t => { const at = (t - start) / span; return at > 0.03 && at < 0.97; };
    return minutes.filter(fits).map(t => tick(`t${t}`, t, minuteClock.format(t), 'middle'));
  }

  function drawLegend() {
    const column = drawn.columns.find(c => drawn.pointed >= c.from && drawn.pointed < c.to);
    const pointed = drawn.pointed !== null && column;
    const counts = sums(drawn.series);
    for (const kind of KINDS) {
      write(keys[kind], pointed ? `${rate(column[kind])}/s` : count(counts[kind]));
      show(keys[kind].parentNode, kind === 'admitted' || counts[kind] > 0 || (kind === 'rejected' && !counts.dryRun));
    }
    const stepMillis = drawn.frame.step * 1000;
    write(when, pointed ? `at ${clock.format(drawn.frame.end - (steps() - column.from) * stepMillis)}`
      : `in ${duration((steps() * stepMillis) / 1000)}`);
    set(cursor, 'visibility', pointed ? 'visible' : 'hidden');
    if (pointed) {
      const at = (x(column.from) + x(column.to)) / 2;
      for (const [name, value] of Object.entries({x1: at, x2: at, y1: TOP, y2: height - BOTTOM})) set(cursor, name, value);
    }
  }

  function point(event) {
    const at = event.clientX - picture.getBoundingClientRect().left;
    const inside = event.type !== 'pointerleave' && at >= LEFT && at <= right();
    drawn.pointed = inside && drawn.series ? ((at - LEFT) * steps()) / (right() - LEFT) : null;
    if (drawn.series) drawLegend();
  }

  picture.addEventListener('pointermove', point);
  picture.addEventListener('pointerleave', point);
  new ResizeObserver(([entry]) => {
    drawn.width = Math.floor(entry.contentRect.width);
    if (drawn.width) set(picture, 'viewBox', `0 0 ${drawn.width} ${height}`);
    draw();
  }).observe(node);

  return {
    node,
    update(name, series, frame) {
      Object.assign(drawn, {series, frame});
      set(picture, 'aria-label', inWords(name, series, frame));
      draw();
    },
  };
}

const round = number => Math.round(number * 100) / 100;

function gridLine() {
  const line = svg('line'), text = svg('text');
  return {
    node: svg('g', {}, line, text),
    update(item) {
      for (const name of ['x1', 'x2', 'y1', 'y2']) set(line, name, item[name]);
      set(text, 'x', item.tx);
      set(text, 'y', item.ty);
      set(text, 'text-anchor', item.anchor);
      write(text, item.text);
    },
  };
}

/** Describes the chart in a sentence. */
function inWords(name, series, frame) {
  const counts = sums(series), now = rates(series, frame.step);
  const parts = KINDS.filter(kind => kind === 'admitted' || counts[kind])
    .map(kind => `${count(counts[kind])} ${KIND_WORDS[kind]}, now ${rate(now[kind])} a second`);
  return `${name}, the last ${duration(series.admitted.length * frame.step)}: ${parts.join('; ')}.`;
}

/** The numbers of the chart per minute, for screen readers and for copying. */
function chartTable(name) {
  const scroller = table(`${name}, by minute`, ['Minute', ...KINDS.map(kind => KIND_WORDS[kind])], minuteRow);
  return {
    node: el('details', {class: 'numbers'}, el('summary', {text: 'The chart as a table'}), scroller.node),
    update(series, frame) {
      const minute = Math.round(60 / frame.step);
      scroller.update(columns(series, frame, minute).map(column => ({
        id: frame.end - (series.admitted.length - column.from) * frame.step * 1000,
        counts: KINDS.map(kind => Math.round(column[kind] * (column.to - column.from) * frame.step)),
      })).reverse(), row => row.id);
    },
  };
}

function minuteRow() {
  const cells = [el('th', {scope: 'row'}), ...KINDS.map(() => el('td', {class: 'number'}))];
  return {
    node: el('tr', {}, ...cells),
    update(row) {
      write(cells[0], clock.format(row.id));
      row.counts.forEach((n, i) => write(cells[i + 1], count(n)));
    },
  };
}

// --- Tables ---------------------------------------------------------------------------------------

/** A table that scrolls in its own region if it is too wide. Its rows are parts. */
function table(label, heads, createRow, empty = 'Nothing yet.') {
  const body = el('tbody');
  const node = el('div', {class: 'scroll', role: 'region', tabindex: 0, 'aria-label': `${label}, a table`},
    el('table', {}, el('thead', {}, el('tr', {}, ...heads.map(head => el('th', {scope: 'col', text: head})))), body));
  const nothing = el('p', {class: 'empty', text: empty});
  return {
    node: el('div', {}, node, nothing),
    update(items, id) {
      keyed(body, items, id, createRow);
      show(node, items.length > 0);
      show(nothing, items.length === 0);
    },
  };
}

function button(text, action, style = 'second', properties = {}) {
  return el('button', {type: 'button', class: style, click: action, ...properties, text});
}

// --- Messages -------------------------------------------------------------------------------------

/** Shows a message for some seconds, with a button to undo the action. */
function say(text, undoIt) {
  const line = el('p', {}, el('span', {text}));
  const leave = () => line.remove();
  if (undoIt) line.append(button('Undo', () => { leave(); undoIt(); }));
  line.append(button('Close', leave, 'quiet'));
  $('said').append(line);
  while ($('said').children.length > 3) $('said').firstChild.remove();
  setTimeout(leave, undoIt ? 12000 : 6000);
}

/** Runs an action, shows a message or the error, and refreshes the page. */
async function act(action, text, undoIt) {
  try {
    await action();
    say(text, undoIt);
  } catch (problem) {
    say(problem.message);
  }
  refreshNow();
}

const undoAction = key => act(() => undo(key), `${key} has its configured value again.`);

/** Shows why the page is not up to date. */
function showTrouble(problem) {
  const node = $('trouble');
  if (!problem) {
    if (node.firstChild) node.replaceChildren();
    return;
  }
  const text = troubleOf(problem);
  if (node.firstChild?.dataset.text === text) return;
  const line = el('p', {class: 'trouble', 'data-text': text}, el('span', {text}));
  if (problem.status === 401) line.append(button('Log in', () => location.reload()));
  node.replaceChildren(line);
}

function troubleOf({status, message}) {
  const since = live.at ? ` What you see is of ${clock.format(live.at)}.` : '';
  if (status === 401) return `You are not logged in any more.${since}`;
  if (status === 403) return `You may not see this: ${message}${since}`;
  return `${message} The console tries again until it does.${since}`;
}

// --- Refresh --------------------------------------------------------------------------------------

const live = {overview: null, series: null, overrides: [], properties: '', at: 0};
let view = null;
let wake = () => {};
let isWanted = false;

/** Refreshes without waiting for the pause; again if a refresh is in progress. */
function refreshNow() {
  isWanted = true;
  wake();
}

/** Reads only the nodes and the state of the store. */
async function refreshTop() {
  live.overview = await get('api/overview');
  drawTop();
  if (view === policiesView) drawScope();
}

async function refresh() {
  const [overview, series, {overrides, properties}] =
    await Promise.all([get('api/overview'), get('api/series'), get('api/overrides')]);
  if (properties !== live.properties) configuration.forget();
  Object.assign(live, {overview, series, overrides, properties, at: Date.now()});
  document.body.classList.add('loaded');
  drawTop();
  await view.refresh();
}

async function refreshForEver() {
  for (let failures = 0, times = 0; ; times++) {
    const all = isWanted || failures > 0 || times % REFRESHES_OF_ALL === 0;
    isWanted = false;
    try {
      await (all ? refresh() : refreshTop());
      failures = 0;
      showTrouble(null);
    } catch (problem) {
      if (!(problem instanceof Problem)) console.error(problem);
      failures++;
      showTrouble(problem);
    }
    document.body.classList.toggle('stale', failures > 0);
    await pause(Math.min(REFRESH_MILLIS * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE_MILLIS));
    while (document.hidden && !isWanted) await pause(LONGEST_PAUSE_MILLIS); // a hidden page reads nothing
  }
}

function pause(millis) {
  if (isWanted) return null;
  return new Promise(resolve => {
    const timer = setTimeout(resolve, millis);
    wake = () => { clearTimeout(timer); resolve(); };
  });
}

/** Caches a response that changes slowly; reads it again if it is old or for another subject. */
function slowly(ask) {
  let answer, about, at = 0;
  return {
    async get(topic) {
      if (topic !== about || Date.now() - at > SLOW_MILLIS) {
        answer = await ask(topic);
        about = topic;
        at = Date.now();
      }
      return answer;
    },
    forget() { at = 0; },
  };
}

const configuration = slowly(() => get('api/config').then(config => config.entries));
const advice = slowly(policy => get('api/advice', {policy}));

const overrideOf = key => live.overrides.find(one => one.key === key);

function drawTop() {
  const {application, user, store} = live.overview;
  document.title = `${application} - Throttled`;
  write($('application'), application);
  write($('user'), user);
  set($('user'), 'title', `Logged in as ${user}`);
  show($('user'), true);
  write($('store'), `Store ${STATES[store.state]} · ${store.members} ${store.members === 1 ? 'member' : 'members'}`);
  set($('store'), 'class', `state ${store.state}`);
  set($('store'), 'title', [store.description, store.detail].filter(Boolean).join(': '));
  show($('store'), true);
  drawDegraded();
  write($('override-count'), live.overrides.length);
  show($('override-count'), live.overrides.length > 0);
}

/** The age of the other nodes' counts, which are not read while a member is silent. */
function ageOfOthers() {
  const {othersCounted, now} = live.overview;
  if (othersCounted === null) return 'unknown';
  return now - othersCounted > OLD_MILLIS ? `of ${clock.format(othersCounted)}` : null;
}

/** Shows silent members on every view, and which data are old because of them. */
function drawDegraded() {
  const {store} = live.overview, age = ageOfOthers();
  const counts = age ? ` The counts of other nodes are ${age}.` : '';
  write($('degraded'), store.detail ? `Store ${STATES[store.state]}: ${store.detail}.${counts}` : '');
  set($('degraded'), 'class', store.detail ? `notice ${store.state}` : null);
}

// --- Policies -------------------------------------------------------------------------------------

let scope = ''; // the name of the node that the charts show; empty for all nodes

const summary = (() => {
  const plot = chart(150, 'clock');
  const numbers = {
    decisions: figure('calls a second'), rejected: figure('rejected a second'),
    portion: figure('rejected, 5 min'), policies: figure('policies'),
  };
  $('summary').append(
    el('dl', {class: 'figures'}, ...Object.values(numbers).map(number => number.node)), plot.node);
  return {
    update() {
      const names = live.overview.policies.map(policy => policy.name);
      const series = added(names.map(name => seriesOf(name, scope)));
      const now = rates(series, live.series.step), counts = sums(series);
      const changed = live.overview.policies.filter(policy => policy.overridden.length).length;
      numbers.decisions.update(rate(total(now)));
      numbers.rejected.update(rate(now.rejected));
      numbers.portion.update(percent(share(counts.rejected, total(counts))));
      numbers.policies.update(names.length, changed ? `${changed} changed here` : '');
      plot.update(`All policies, ${scope || 'all nodes'}`, series, live.series);
    },
  };
})();

function figure(label) {
  const value = el('dd'), note = el('span', {class: 'note'}), term = el('dt', {}, label, note);
  return {
    node: el('div', {}, term, value),
    update(text, remark = '') {
      write(value, text);
      write(note, remark);
    },
  };
}

/** The nodes, as choices for the charts. */
function drawScope() {
  const {nodes, store} = live.overview;
  if (scope && !nodes.some(node => node.name === scope)) scope = '';
  const whole = {name: '', label: 'All nodes', note: `${store.members} in the grid`, state: store.state};
  const choices = nodes.map(node => ({name: node.name, label: node.name, note: nodeNote(node), state: node.state, title: nodeTitle(node)}));
  keyed($('scope'), [whole, ...choices], choice => `${choice.name}`, scopeChoice);
  $('scope').prepend($('scope').querySelector('legend'));
}

function nodeNote(node) {
  if (node.state === 'silent') {
    const seconds = Math.max(0, live.overview.now - node.silentSince) / 1000;
    return `silent for ${duration(seconds)}, owns ${node.silentShare} % of the counters${node.hasApplication ? '' : '; not known to run this application'}`;
  }
  const age = ageOfOthers();
  if (age && !node.local) return `counts ${age}`;
  const quiet = (live.overview.now - node.seen) / 1000;
  if (quiet > 10) return `last seen ${duration(quiet)} ago`;
  const load = total(rates(added(Object.keys(live.series.policies).map(name => seriesOf(name, node.name))), live.series.step));
  return `${rate(load)} a second${node.local ? ', this one' : ''}`;
}

const nodeTitle = node => !node.hasApplication ? 'A member of the grid of which no node of this application is known'
  : `${node.policies} policies${node.version ? `, version ${node.version}` : ''}`;

function scopeChoice({name}) {
  const input = el('input', {type: 'radio', name: 'scope', value: name, change: () => { scope = name; drawPolicies(); }});
  const label = el('b'), note = el('span', {class: 'soft'}), dot = el('i');
  return {
    node: el('label', {class: 'choice'}, input, dot, el('span', {}, label, note)),
    update(choice) {
      input.checked = choice.name === scope;
      write(label, choice.label);
      write(note, choice.note);
      set(dot, 'class', `dot ${choice.state}`);
      set(dot.parentNode, 'class', `choice ${choice.state}`);
      set(dot, 'title', STATES[choice.state]);
      set(label.parentNode.parentNode, 'title', choice.title);
    },
  };
}

const ORDERS = {
  name: () => 0,
  calls: policy => -total(sums(seriesOf(policy.name, scope))),
  rejected: policy => -sums(seriesOf(policy.name, scope)).rejected - sums(seriesOf(policy.name, scope)).dryRun,
};

function policiesToShow() {
  const words = $('policy-filter').value.trim().toLowerCase();
  const order = ORDERS[$('policy-order').value];
  const byName = (a, b) => shortName(a.name).localeCompare(shortName(b.name));
  return live.overview.policies
    .filter(policy => policy.name.toLowerCase().includes(words))
    .map(policy => ({policy, weight: order(policy)}))
    .sort((a, b) => a.weight - b.weight || byName(a.policy, b.policy))
    .map(({policy}) => policy);
}

function drawPolicies() {
  if (!live.overview) return;
  drawScope();
  summary.update();
  const policies = policiesToShow();
  keyed($('cards'), policies, policy => policy.name, policyCard);
  show($('no-cards'), policies.length === 0);
}

function policyCard({name}) {
  const mode = modeBadge(), plot = chart(96, 'span');
  const limit = el('p', {class: 'limit'}), how = el('p', {class: 'soft'}), now = el('p', {class: 'now'});
  const node = el('article', {class: 'panel card', 'data-policy': name},
    el('header', {}, el('h3', {}, el('a', {href: policyAddress(name), title: name}, ...breakable(shortName(name)))), mode.node),
    limit, how, plot.node, now);
  return {
    node,
    update(policy) {
      mode.update(policy);
      drawLimit(limit, policy);
      write(how, howItCounts(policy));
      set(node, 'data-mode', policy.mode);
      const series = seriesOf(name, scope);
      plot.update(shortName(name), series, live.series);
      write(now, nowInWords(policy, series));
    },
  };
}

const policyAddress = name => `#policy/${encodeURIComponent(name)}`;

function modeBadge() {
  const node = el('span', {class: 'badge'});
  return {
    node,
    update(policy) {
      write(node, MODES[policy.mode] ?? policy.mode);
      set(node, 'class', `badge ${policy.mode}`);
    },
  };
}

function drawLimit(node, policy) {
  const changed = policy.overridden.length > 0;
  const text = policy.limit + (changed ? ' changed' : '');
  if (node.dataset.text === text) return;
  node.dataset.text = text;
  node.replaceChildren(el('b', {text: policy.limit + (policy.strategy === 'concurrent' ? ' at a time' : '')}));
  if (changed) {
    const title = policy.overridden.join(', ');
    node.append(' ', el('span', {class: 'badge changed', text: 'Changed here', title}));
  }
}

function howItCounts(policy) {
  const tiers = Object.keys(policy.tiers || {});
  const burst = policy.burst ? `, burst ${policy.burst}` : '';
  const others = tiers.length ? `; ${tiers.map(tier => `${policy.tiers[tier]} for ${tier}`).join('; ')}` : '';
  return `${policy.strategy}${burst} by ${policy.key}${others}`;
}

function nowInWords(policy, series) {
  const now = rates(series, live.series.step), counts = sums(series);
  if (policy.mode === 'off') return 'Off: nothing is counted.';
  if (!total(counts)) return 'No calls in the last 5 minutes.';
  const calls = `${rate(total(now))} a second now`;
  if (policy.mode === 'dry-run') return `${calls}; it would have rejected ${percent(share(counts.dryRun, total(counts)))}.`;
  return counts.rejected ? `${calls}; ${percent(share(counts.rejected, total(counts)))} rejected.` : `${calls}; none rejected.`;
}

const policiesView = {title: 'policies-title', refresh: drawPolicies};

// --- One policy -----------------------------------------------------------------------------------

/** The view of one policy. Opening another policy builds a new view. */
function policyView(name) {
  const parts = {
    head: policyHead(name), plots: policyPlots(name), keys: busiestKeys(name), key: keySearch(name),
    form: changeForm(name), advice: null,
  };
  parts.advice = advicePanel(parts.form.propose);
  parts.keys.onOpen = parts.key.open;
  const gone = el('p', {class: 'empty', text: 'This policy is not there any more.', hidden: true});
  const body = el('div', {class: 'columns'},
    el('div', {}, parts.plots.node, parts.keys.node, parts.key.node), el('div', {}, parts.form.node, parts.advice.node));
  $('view-policy').replaceChildren(parts.head.node, gone, body);

  async function refresh() {
    const policy = live.overview.policies.find(one => one.name === name);
    show(gone, !policy);
    show(body, policy);
    if (!policy) return;
    parts.head.update(policy);
    parts.plots.update(policy);
    const [{keys}, entries, advised] = await Promise.all(
      [get('api/keys', {policy: name}), configuration.get('all'), advice.get(name), parts.key.update(policy)]);
    parts.keys.update(keys);
    parts.form.update(policy, entries);
    parts.advice.update(advised, policy);
  }
  return {title: 'policy-title', refresh};
}

function policyHead(name) {
  const mode = modeBadge(), limit = el('p', {class: 'limit'}), how = el('p', {class: 'soft'});
  const totals = el('p', {class: 'soft'});
  const node = el('header', {class: 'policy-head'},
    el('a', {class: 'back', href: '#policies', text: 'Policies'}),
    el('div', {class: 'title'}, el('h2', {id: 'policy-title', tabindex: -1, title: name}, ...breakable(shortName(name))), mode.node),
    limit, how, totals);
  return {
    node,
    update(policy) {
      mode.update(policy);
      drawLimit(limit, policy);
      write(how, howItCounts(policy));
      write(totals, totalsInWords(policy));
    },
  };
}

const OUTCOMES = {
  admitted: 'admitted', rejected: 'rejected', 'dry-run-rejected': 'would have been rejected', 'failed-open': 'admitted without the store',
  'failed-closed': 'rejected without the store', banned: 'rejected by a ban', denied: 'denied',
};

function totalsInWords(policy) {
  const known = Object.entries(policy.totals).filter(([, n]) => n > 0)
    .map(([outcome, n]) => `${count(n)} ${OUTCOMES[outcome] ?? outcome}`);
  const leased = policy.leased ? `; ${count(policy.leased)} permits leased` : '';
  const keys = policy.keys ? `; ${count(policy.keys)} keys` : '';
  return `Since the nodes started: ${known.join(', ') || 'no calls'}${keys}${leased}.`;
}

/** The chart of all nodes, and a small chart for each node below it. */
function policyPlots(name) {
  const plot = chart(200, 'clock'), nodes = el('div', {class: 'small-charts'}), numbers = chartTable(shortName(name));
  return {
    node: el('section', {class: 'panel', 'aria-label': 'The last 5 minutes'},
      el('h3', {text: 'The last 5 minutes'}), plot.node, nodes, numbers.node),
    update() {
      const all = seriesOf(name, '');
      plot.update(`${shortName(name)}, all nodes`, all, live.series);
      numbers.update(all, live.series);
      keyed(nodes, live.overview.nodes.map(node => node.name).sort(), node => node, node => nodePlot(name, node));
    },
  };
}

function nodePlot(policy, name) {
  const plot = chart(84, 'span');
  return {
    node: el('div', {}, el('h4', {text: name}), plot.node),
    update: () => plot.update(`${shortName(policy)}, ${name}`, seriesOf(policy, name), live.series),
  };
}

function busiestKeys(policy) {
  const part = {onOpen: () => {}};
  const keys = table('Busiest keys', ['Key', 'Calls', 'Rejected', 'Left', 'Reset in', 'Actions'],
    key => keyRow(policy, key, id => part.onOpen(id)), 'No calls in the last minutes.');
  part.node = el('section', {class: 'panel', 'aria-label': 'Busiest keys'},
    el('h3', {}, 'Busiest keys ', el('small', {text: 'of the last minutes, on all nodes'})), keys.node);
  part.update = items => keys.update(items, key => `${key.id}/${key.tier ?? ''}`);
  return part;
}

function keyRow(policy, {id}, open) {
  const name = el('button', {type: 'button', class: 'link', click: () => open({id})});
  const tier = el('span', {class: 'badge'});
  const [calls, rejected, reset] = [1, 2, 3].map(() => el('td', {class: 'number'}));
  const meter = leftMeter(), actions = keyActions(policy, () => ({id}), () => name.textContent);
  return {
    node: el('tr', {}, el('th', {scope: 'row'}, name, ' ', tier), calls, rejected, el('td', {}, meter.node), reset, el('td', {}, actions.node)),
    update(key) {
      write(name, key.shown);
      write(tier, key.tier ?? '');
      show(tier, key.tier);
      write(calls, count(key.calls));
      write(rejected, count(key.rejected));
      set(rejected, 'class', key.rejected ? 'number rejected' : 'number');
      write(reset, key.resetAfter > 0 ? duration(key.resetAfter) : '-');
      meter.update(key.remaining, key.limit);
      actions.update(key.bannedUntil);
    },
  };
}

/** Shows the remaining part of a quota. */
function leftMeter() {
  const bar = svg('rect', {height: 6, rx: 3}), text = el('span');
  const picture = svg('svg', {class: 'meter', width: 56, height: 6, 'aria-hidden': 'true'}, svg('rect', {class: 'whole', width: 56, height: 6, rx: 3}), bar);
  return {
    node: el('span', {class: 'left'}, picture, text),
    update(remaining, quota) {
      set(bar, 'width', quota > 0 ? round(56 * Math.min(1, Math.max(0, remaining) / quota)) : 0);
      set(bar, 'class', remaining > 0 ? 'some' : 'none');
      write(text, `${count(remaining)} of ${count(quota)}`);
    },
  };
}

/** The buttons to reset, ban or unban the current key. */
function keyActions(policy, which, shown) {
  const change = (what, text) => act(() => call('POST', `api/key/${what}`, {policy, ...which()}), text);
  const banned = el('span', {class: 'badge rejected'});
  const label = what => ({'aria-label': `${what} ${shown()}`});
  const reset = button('Reset', () => change('reset', `${shown()} may use its whole quota again.`), 'second small');
  const ban = button('Ban …', () => askBan(policy, which(), shown()), 'second small');
  const unban = button('Unban', () => change('unban', `${shown()} is no longer banned.`), 'second small');
  return {
    node: el('span', {class: 'actions'}, banned, reset, ban, unban),
    update(until) {
      const isBanned = until > live.overview.now;
      write(banned, isBanned ? `banned for ${duration((until - live.overview.now) / 1000)}` : '');
      show(banned, isBanned);
      show(ban, !isBanned);
      show(unban, isBanned);
      set(reset, 'aria-label', label('Reset')['aria-label']);
      set(ban, 'aria-label', label('Ban')['aria-label']);
      set(unban, 'aria-label', label('Unban')['aria-label']);
    },
  };
}

/** The counters of one key, typed or selected in the list. */
function keySearch(policy) {
  let which = null;
  const input = el('input', {id: newId(), type: 'search', placeholder: 'ip:192.0.2.1', autocomplete: 'off', required: true});
  const found = el('div', {class: 'found', role: 'status'});
  const name = el('h4'), use = el('p', {class: 'soft'}), limits = el('ul', {class: 'limits'});
  const actions = keyActions(policy, () => which, () => name.textContent);
  const form = el('form', {class: 'bar', submit: event => { event.preventDefault(); open({key: input.value.trim()}); }},
    el('label', {class: 'field grow', for: input.id}, el('span', {class: 'unseen', text: 'Key'}), input), el('button', {class: 'second', text: 'Show'}));

  async function open(key) {
    which = key;
    found.replaceChildren();
    await ask().catch(problem => found.replaceChildren(el('p', {class: 'error', text: problem.message})));
  }

  async function ask() {
    const asked = which, key = await get('api/key', {policy, ...asked});
    if (asked !== which) return;
    write(name, key.key + (key.tier ? `, tier ${key.tier}` : ''));
    write(use, `${count(key.calls)} calls in the last minutes, ${count(key.rejected)} rejected.`);
    keyed(limits, limitsOfKey(key), limit => limit.id, keyLimit);
    actions.update(key.bannedUntil);
    if (!name.parentNode) found.replaceChildren(name, use, limits, actions.node);
  }

  return {
    open,
    node: el('section', {class: 'panel', 'aria-label': 'One key'},
      el('h3', {}, 'Find a key ', el('small', {text: 'as the policy builds it, such as ip:192.0.2.1 or user:alice'})), form, found),
    update: () => (which && name.parentNode ? ask() : null),
  };
}

function limitsOfKey(key) {
  const named = (limits, tier) => limits.map((limit, i) => ({...limit, tier, id: `${tier}/${i}`}));
  return [...named(key.limits, ''), ...Object.entries(key.tiers ?? {}).flatMap(([tier, limits]) => named(limits, tier))];
}

function keyLimit() {
  const meter = leftMeter(), text = el('span');
  return {
    node: el('li', {}, meter.node, text),
    update(limit) {
      meter.update(limit.remaining, limit.quota);
      write(text, [limit.window > 0 ? perWindow(limit.window) : 'at a time', limit.tier && `tier ${limit.tier}`,
        limit.resetAfter > 0 && `reset in ${duration(limit.resetAfter)}`,
        limit.retryAfter === null ? 'no next call' : limit.retryAfter > 0 && `next call in ${duration(limit.retryAfter)}`].filter(Boolean).join(', '));
    },
  };
}

/** The form for mode, limit and limits of tiers. A refresh does not overwrite an edited field. */
function changeForm(name) {
  const mode = modeField(), fields = new Map([['mode', mode]]);
  const limit = textField('Limit');
  fields.set('limit', limit);
  const tiers = el('div'), apply = el('button', {text: 'Apply on all nodes', disabled: true});
  const drop = button('Discard', () => { fields.forEach(field => field.reset()); check(); });
  const form = el('form', {class: 'change', submit: event => { event.preventDefault(); send(); }, input: check},
    mode.node, limit.node, tiers, el('div', {class: 'buttons'}, apply, drop));

  function check() {
    const dirty = [...fields.values()].some(field => field.isDirty());
    apply.disabled = !dirty;
    show(drop, dirty);
  }

  async function send() {
    for (const field of fields.values()) if (field.isDirty()) await sendOne(field);
    check();
    configuration.forget();
    refreshNow();
  }

  async function sendOne(field) {
    const key = field.key, before = overrideOf(key);
    try {
      const {value} = await override(key, field.value());
      field.accept();
      say(`${shortName(name)}: ${field.label.toLowerCase()} is now ${value}, on all nodes.`, () => (before
        ? act(() => override(key, before.value), `${field.label} is again ${before.value}.`) : undoAction(key)));
    } catch (problem) {
      field.showError(problem.message);
    }
  }

  function tierField(tier) {
    const field = textField(`Limit of tier ${tier}`);
    fields.set(`tier ${tier}`, field);
    return {node: field.node, update: item => field.update(...item.field)};
  }

  check();
  return {
    node: el('section', {class: 'panel', 'aria-label': 'Change'}, el('h3', {text: 'Change'}), form),
    propose(tier, change) {
      const field = fields.get(tier ? `tier ${tier}` : 'limit');
      field.propose(change(field.value()));
      check();
    },
    update(policy, entries) {
      // The override as written; the policy contains the parsed value.
      const known = (key, understood) => {
        const entry = entries.find(one => one.key === key);
        return [key, entry?.value ?? understood, entry?.source];
      };
      show(mode.node, policy.modeKey);
      if (policy.modeKey) mode.update(policy.modeKey, policy.mode, known(policy.modeKey)[2]);
      limit.update(...known(policy.limitKey, policy.limit));
      const all = Object.entries(policy.tierKeys ?? {});
      keyed(tiers, all.map(([tier, key]) => ({tier, field: known(key, policy.tiers[tier])})), item => item.tier, item => tierField(item.tier));
      check();
    },
  };
}

/** The common parts of form fields: source of the value, error, and undo. */
function fieldFrame(label, read, put) {
  const origin = el('p', {class: 'origin', id: newId()}), error = el('p', {class: 'error', id: newId(), role: 'alert'});
  const where = el('span'), back = button('Undo', () => undoAction(frame.key), 'second small', {'aria-label': `Undo: ${label}`});
  origin.append(where, back);
  const frame = {
    label, origin, error, key: '', current: null,
    value: read,
    isDirty: () => frame.current !== null && read() !== frame.current,
    reset() { put(frame.current); write(error, ''); },
    showError(message) { write(error, message); },
    accept() { frame.current = read(); write(error, ''); },
    update(key, value, source) {
      const untouched = frame.current === null || !frame.isDirty();
      Object.assign(frame, {key, current: value});
      if (untouched) put(value);
      const changed = overrideOf(key);
      write(where, changed ? `Changed by ${changed.by} at ${moment(changed.at)}, instead of ${changed.instead || 'nothing'}.`
        : source ? `From ${source}.` : 'As by default.');
      show(back, changed);
    },
  };
  return frame;
}

function textField(label) {
  const input = el('input', {id: newId(), autocomplete: 'off', spellcheck: 'false', required: true});
  const frame = fieldFrame(label, () => input.value.trim(), value => { input.value = value; });
  const {showError, reset, accept} = frame;
  const mark = (wrong, then) => (...args) => { then(...args); set(input, 'aria-invalid', wrong ? 'true' : null); };
  set(input, 'aria-describedby', `${frame.origin.id} ${frame.error.id}`);
  return Object.assign(frame, {
    node: el('div', {class: 'field'}, el('label', {for: input.id, text: label}), input, frame.error, frame.origin),
    showError: mark(true, message => { showError(message); input.focus(); }),
    reset: mark(false, reset),
    accept: mark(false, accept),
    propose(value) { input.value = value; input.focus(); },
  });
}

function modeField() {
  const group = newId();
  const radios = Object.keys(MODES).map(value => el('input', {type: 'radio', name: group, value}));
  const frame = fieldFrame('Mode', () => radios.find(radio => radio.checked)?.value,
    value => radios.forEach(radio => { radio.checked = radio.value === value; }));
  return Object.assign(frame, {
    node: el('fieldset', {class: 'field', 'aria-describedby': frame.origin.id}, el('legend', {text: 'Mode'}),
      el('div', {class: 'segments'}, ...radios.map(radio => el('label', {}, radio, el('span', {text: MODES[radio.value]})))),
      frame.error, frame.origin),
  });
}

/** Advice on quotas. */
function advicePanel(propose) {
  const limits = el('div'), none = el('p', {class: 'empty', text: 'No advice yet: no calls were counted.'});
  return {
    node: el('section', {class: 'panel', 'aria-label': 'Advice'}, el('h3', {}, 'Advice ', el('small', {text: 'from the calls that came'})), limits, none),
    update(advised, {mode}) {
      const known = (advised.limits ?? []).filter(limit => limit.percentiles.length).map(limit => ({...limit, mode}));
      keyed(limits, known, limit => `${limit.tier ?? ''}/${limit.limit}`, () => adviceOf(propose));
      show(none, known.length === 0);
    },
  };
}

function adviceOf(propose) {
  const sentence = el('p'), plot = percentilePlot(), choices = el('ul', {class: 'advised'});
  return {
    node: el('div', {class: 'advice'}, sentence, plot.node, choices),
    update(limit) {
      write(sentence, adviceInWords(limit));
      plot.update(limit);
      keyed(choices, limit.rejecting, choice => choice.percent, () => adviceChoice(limit, propose));
    },
  };
}

function adviceInWords(limit) {
  const p99 = limit.percentiles.find(one => one.p === 99) ?? limit.percentiles.at(-1);
  const during = perWindow(limit.window), of = limit.exact ? '' : `, of whom ${count(limit.sampled)} were looked at,`;
  const callers = limit.tier ? `callers in tier ${limit.tier}` : 'callers';
  return `${oneDigit.format(p99.p)} % of ${count(limit.callers)} ${callers}${of} use at most ${count(p99.calls)} ${during}; `
    + `${count(limit.quota)} ${during} ${limit.mode === 'enforce' ? 'rejects' : 'would reject'} ${percent(limit.now.percent)} of them.`;
}

function adviceChoice({limit, tier}, propose) {
  const text = el('span');
  const use = button('', () => propose(tier, current => withQuota(current, limit, use.dataset.quota)), 'second small');
  return {
    node: el('li', {}, text, use),
    update({percent: rejected, quota}) {
      write(text, `To reject at most ${percent(rejected)} of callers`);
      set(use, 'data-quota', quota);
      write(use, `Use ${count(quota)}`);
      set(use, 'aria-label', `Use ${count(quota)} to reject at most ${percent(rejected)}`);
    },
  };
}

/** Replaces the quota of one of several limits: "10/minute, 100/hour". */
function withQuota(limits, one, quota) {
  const all = limits.split(',').map(limit => limit.trim());
  const windowOf = limit => limit.replace(/^[\d_.]+\s*[km]?\b/i, '');
  const meant = Math.max(0, all.findIndex(limit => windowOf(limit) === windowOf(one)));
  return all.map((limit, i) => (i === meant ? quota + windowOf(limit) : limit)).join(', ');
}

/** The calls per caller, from the median to the maximum, compared with the quota. */
function percentilePlot() {
  const row = 22, label = 54, value = 46, right = 360;
  const bars = svg('g'), quota = svg('line', {class: 'quota', y1: 0}), quotaText = svg('text', {class: 'quota-text'});
  const picture = svg('svg', {class: 'percentiles', role: 'img'}, bars, quota, quotaText);
  return {
    node: picture,
    update(limit) {
      const most = Math.max(limit.quota, ...limit.percentiles.map(one => one.calls)) || 1;
      const length = calls => round(((right - label - value) * calls) / most);
      const height = limit.percentiles.length * row;
      set(picture, 'viewBox', `0 0 ${right} ${height + 18}`);
      set(picture, 'aria-label', limit.percentiles.map(one => `${one.p} % of callers: at most ${one.calls}`).join('; '));
      keyed(bars, limit.percentiles.map((one, i) => ({...one, y: i * row, width: length(one.calls), over: one.calls > limit.quota})),
        one => one.p, () => percentileBar(label, row));
      const at = label + length(limit.quota);
      for (const [name, number] of Object.entries({x1: at, x2: at, y2: height + 3})) set(quota, name, number);
      set(quotaText, 'x', at);
      set(quotaText, 'y', height + 15);
      set(quotaText, 'text-anchor', at < label + 30 ? 'start' : 'middle');
      write(quotaText, `quota ${count(limit.quota)}`);
    },
  };
}

function percentileBar(left, row) {
  const name = svg('text', {x: left - 8, 'text-anchor': 'end'}), bar = svg('rect', {x: left, height: row - 8, rx: 2}), calls = svg('text');
  return {
    node: svg('g', {}, name, bar, calls),
    update(one) {
      set(name, 'y', one.y + 14);
      write(name, one.p === 100 ? 'most' : percent(one.p));
      set(bar, 'y', one.y + 3);
      set(bar, 'width', Math.max(1, one.width));
      set(bar, 'class', one.over ? 'over' : 'within');
      set(calls, 'x', left + one.width + 6);
      set(calls, 'y', one.y + 14);
      write(calls, count(one.calls));
    },
  };
}

// --- Overrides ------------------------------------------------------------------------------------

const overridesView = (() => {
  const rows = table('Overrides', ['Key', 'Value', 'Instead of', 'By', 'At', 'Actions'], overrideRow,
    'No overrides: the configuration is in force unchanged.');
  const properties = el('pre', {tabindex: 0, 'aria-label': 'As properties'});
  const copy = button('Copy as properties', () => copyText(properties));
  const kept = el('div', {class: 'panel'}, el('div', {class: 'bar'}, el('h3', {text: 'As properties'}), copy), properties);
  $('overrides').append(el('div', {class: 'panel'}, rows.node), kept, overrideForm());
  return {
    title: 'overrides-title',
    refresh() {
      rows.update(live.overrides, one => one.key);
      write(properties, live.properties.trimEnd());
      show(kept, live.overrides.length > 0);
    },
  };
})();

function overrideRow({key}) {
  const cells = [1, 2, 3, 4].map(() => el('td'));
  return {
    node: el('tr', {}, el('th', {scope: 'row', class: 'code'}, ...breakable(key)), ...cells,
      el('td', {}, button('Undo', () => undoAction(key), 'second small', {'aria-label': `Undo ${key}`}))),
    update(one) {
      const value = one.inForce === false ? `${one.value} (not in force: invalid on this node)` : one.value;
    [value, one.instead || '-', one.by, moment(one.at)].forEach((text, i) => write(cells[i], text));
      cells[0].className = cells[1].className = 'code';
    },
  };
}

/** A form for any key; the server rejects keys that cannot be overridden. */
function overrideForm() {
  const key = el('input', {id: newId(), required: true, autocomplete: 'off', spellcheck: 'false', placeholder: 'throttled.policy.search.limit'});
  const value = el('input', {id: newId(), required: true, autocomplete: 'off', spellcheck: 'false', placeholder: '20/minute'});
  const error = el('p', {class: 'error', role: 'alert'});
  const form = el('form', {class: 'bar'}, el('label', {class: 'field grow', for: key.id}, el('span', {text: 'Key'}), key),
    el('label', {class: 'field grow', for: value.id}, el('span', {text: 'Value'}), value), el('button', {text: 'Override'}));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    write(error, '');
    try {
      const made = await override(key.value.trim(), value.value.trim());
      say(`${made.key} is now ${made.value}, on all nodes.`, () => undoAction(made.key));
      form.reset();
      refreshNow();
    } catch (problem) {
      write(error, problem.message);
    }
  });
  return el('section', {class: 'panel', 'aria-label': 'Override a key'}, el('h3', {text: 'Override a key'}), form, error);
}

/** Copies a text, or selects it where the page has no clipboard because it is not secure. */
async function copyText(node) {
  try {
    await navigator.clipboard.writeText(node.textContent);
    say('Copied.');
  } catch (e) {
    getSelection().selectAllChildren(node);
    say('Selected: copy it with your keyboard.');
  }
}

// --- Configuration --------------------------------------------------------------------------------

const configurationView = (() => {
  const rows = table('Configuration', ['Key', 'Value', 'Source', 'Ordinal'], configRow, 'No entry matches the filter.');
  $('configuration').append(el('div', {class: 'panel'}, rows.node));

  async function refresh() {
    const words = $('config-filter').value.trim().toLowerCase();
    const entries = await configuration.get('all');
    const like = entries.filter(entry => `${entry.key} ${entry.value} ${entry.source}`.toLowerCase().includes(words));
    rows.update(like, entry => entry.key);
    write($('config-count'), `${like.length} of ${entries.length}`);
  }

  $('config-filter').addEventListener('input', () => refresh().catch(showTrouble));
  return {title: 'configuration-title', refresh};
})();

function configRow({key}) {
  const value = el('td', {class: 'code'}), source = el('td'), ordinal = el('td', {class: 'number'});
  const node = el('tr', {}, el('th', {scope: 'row', class: 'code'}, ...breakable(key)), value, source, ordinal);
  return {
    node,
    update(entry) {
      write(value, entry.secret ? '••••••' : entry.value);
      set(value, 'title', entry.secret ? 'A secret is not shown' : null);
      write(source, entry.source);
      write(ordinal, entry.ordinal ?? '-');
      set(node, 'class', entry.override ? 'changed' : null);
    },
  };
}

// --- Audit ----------------------------------------------------------------------------------------

const auditView = (() => {
  const rows = table('Audit', ['At', 'By', 'Action', 'What', 'From', 'To', 'Node'], auditRow, 'No changes so far.');
  $('audit').append(el('div', {class: 'panel'}, rows.node));
  return {
    title: 'audit-title',
    async refresh() {
      const {entries} = await get('api/audit');
      rows.update(entries.map((entry, i) => ({...entry, id: `${entry.at}/${entry.key}/${entry.action}/${entries.length - i}`})), entry => entry.id);
    },
  };
})();

function auditRow(entry) {
  const cell = (text, style) => el('td', {class: style, text: text || '-'});
  return {
    node: el('tr', {}, cell(moment(entry.at)), cell(entry.by), el('td', {}, el('span', {class: `badge action ${entry.action}`, text: entry.action})),
      el('td', {class: 'code'}, ...breakable(entry.key ?? '-')), cell(entry.from, 'code'), cell(entry.to, 'code'), cell(entry.node)),
    update() {},
  };
}

// --- Ban ------------------------------------------------------------------------------------------

let banning = null;

function askBan(policy, which, shown) {
  banning = {policy, which, shown};
  write($('ban-key'), shown);
  write($('ban-policy'), shortName(policy));
  write($('ban-error'), '');
  $('ban').showModal();
  $('ban-for').focus();
}

async function banIt(event) {
  event.preventDefault();
  const {policy, which, shown} = banning;
  try {
    await call('POST', 'api/key/ban', {policy, ...which, for: $('ban-for').value.trim()});
    $('ban').close();
    say(`${shown} is banned for ${$('ban-for').value.trim()}.`,
      () => act(() => call('POST', 'api/key/unban', {policy, ...which}), `${shown} is no longer banned.`));
    refreshNow();
  } catch (problem) {
    write($('ban-error'), problem.message);
  }
}

// --- Theme and start ------------------------------------------------------------------------------

const THEMES = ['system', 'light', 'dark'];

function storedTheme() {
  try {
    return THEMES.includes(localStorage.throttledTheme) ? localStorage.throttledTheme : 'system';
  } catch (e) {
    return 'system'; // no storage is available
  }
}

function useTheme(theme) {
  set(document.documentElement, 'data-theme', theme === 'system' ? null : theme);
  write($('theme'), `Theme: ${theme}`);
}

function nextTheme() {
  const theme = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme ?? 'system') + 1) % THEMES.length];
  useTheme(theme);
  try {
    localStorage.throttledTheme = theme;
  } catch (e) {
    // The theme applies until the page is closed.
  }
}

const VIEWS = {policies: policiesView, overrides: overridesView, configuration: configurationView, audit: auditView};

/** Opens the view that the fragment of the address names. */
function route() {
  const [page, name] = location.hash.slice(1).split('/');
  const known = page === 'policy' && name ? 'policy' : page in VIEWS ? page : 'policies';
  view = known === 'policy' ? policyView(decodeURIComponent(name)) : VIEWS[known];
  for (const section of document.querySelectorAll('main > section')) show(section, section.id === `view-${known}`);
  for (const link of document.querySelectorAll('nav a')) {
    const isHere = link.hash === `#${known}` || (known === 'policy' && link.hash === '#policies');
    set(link, 'aria-current', isHere ? 'page' : null);
  }
  configuration.forget();
}

window.addEventListener('hashchange', () => {
  route();
  scrollTo(0, 0);
  $(view.title)?.focus({preventScroll: true});
  refreshNow();
});
window.addEventListener('online', refreshNow);
document.addEventListener('visibilitychange', refreshNow);
$('policy-filter').addEventListener('input', drawPolicies);
$('policy-order').addEventListener('change', drawPolicies);
$('theme').addEventListener('click', nextTheme);
$('ban').querySelector('form').addEventListener('submit', banIt);
$('ban-cancel').addEventListener('click', () => $('ban').close());
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault(); // the fragment of the address names the open view
  $('main').focus();
});

useTheme(storedTheme());
route();
refreshForEver();
