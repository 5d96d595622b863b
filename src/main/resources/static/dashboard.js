// Shows what GET /replication/events tells. Texts go in as text nodes, never as markup.
const $ = (id) => document.getElementById(id);
const number = new Intl.NumberFormat();
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' });
const LATE_MS = 1000; // an acknowledgment comes once a second
const SPARK_POINTS = 300;
const rates = [];
let previous;

function bytes(count) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(count) / 10));
  return `${number.format(Math.round((count / 1024 ** power) * 10) / 10)} ${units[power]}`;
}

function text(id, value, mood = '') {
  $(id).textContent = value;
  $(id).className = mood;
}

function element(tag, content, className = '') {
  const made = document.createElement(tag);
  made.textContent = content;
  made.className = className;
  return made;
}

function sync(of) {
  return of ? `${of.kind}, ${of.duration_ms} ms, ${bytes(of.bytes)}: ${of.reason}` : '';
}

function showNode({ replication: node, traffic, data }) {
  $('node').textContent = `RESP ${node.port} · run ${node.node_id.slice(0, 8)}`;
  text('role', node.role);
  text('repl_state', node.repl_state);
  const link = node.link;
  text(
    'link',
    link ? `${link.status}, ${link.master_host}:${link.master_port}` : 'none',
    link ? (link.status === 'up' ? 'good' : 'bad') : ''
  );
  text('offset', number.format(node.offset));
  text('clients', number.format(traffic.connected_clients));
  text('keys', `${number.format(data.keys)}, ${bytes(data.bytes_in_use)}`);
  $('last_sync').textContent = node.last_sync ? `last sync: ${sync(node.last_sync)}` : '';
  $('fault').hidden = !node.fault;
  $('fault').textContent = node.fault ? `The engine has stopped: ${node.fault}` : '';
  showTransfer(node.transfer);
}

function showTransfer(transfer) {
  $('transfer').hidden = !transfer;
  if (!transfer) return;
  const isStreamed = transfer.total_bytes < 0;
  if (isStreamed) $('progress').removeAttribute('value');
  else $('progress').value = transfer.read_bytes / Math.max(1, transfer.total_bytes);
  $('transferred').textContent =
    `${bytes(transfer.read_bytes)}${isStreamed ? '' : ` of ${bytes(transfer.total_bytes)}`}, ` +
    `${number.format(transfer.keys_loaded)} keys`;
}

function showRates(status) {
  const seconds = previous && (status.replication.at_ms - previous.replication.at_ms) / 1000;
  if (seconds !== undefined && seconds < 0.5) return; // too close together for a rate
  if (seconds) {
    const rate = (name) =>
      Math.max(0, (status.traffic[name] - previous.traffic[name]) / seconds);
    text('commands', number.format(Math.round(rate('commands'))));
    text('bytes', `${bytes(rate('input_bytes'))} / ${bytes(rate('output_bytes'))}`);
    rates.push(rate('commands'));
    if (rates.length > SPARK_POINTS) rates.shift();
    showSpark();
  }
  previous = status;
}

function showSpark() {
  const top = Math.max(1, ...rates);
  const points = rates.map(
    (rate, i) => `${SPARK_POINTS - rates.length + i},${(39 - (rate / top) * 38).toFixed(1)}`
  );
  $('spark').firstElementChild.setAttribute('points', points.join(' '));
}

function showReplicas(replicas) {
  const rows = replicas.map((replica) => {
    const row = document.createElement('tr');
    row.append(
      element('td', `${replica.ip}:${replica.port}`),
      element('td', replica.state, replica.state === 'online' ? 'good' : ''),
      element('td', number.format(replica.offset), 'number'),
      element('td', number.format(replica.lag_bytes), 'number'),
      element(
        'td',
        replica.lag_ms < 0 ? '–' : number.format(replica.lag_ms),
        replica.lag_ms > LATE_MS ? 'number bad' : 'number'
      ),
      element('td', sync(replica.sync), 'quiet')
    );
    return row;
  });
  const none = document.createElement('tr');
  none.append(Object.assign(element('td', 'none', 'quiet'), { colSpan: 6 }));
  $('replicas').replaceChildren(...(rows.length ? rows : [none]));
}

function showBacklog({ backlog, replication: node }) {
  const length = backlog.end_offset - backlog.first_offset;
  $('backlog-fill').value = backlog.active ? length / Math.max(1, backlog.size_limit) : 0;
  $('backlog').textContent = backlog.active
    ? `${number.format(backlog.first_offset)} to ${number.format(backlog.end_offset)}, ` +
      `${bytes(length)} of ${bytes(backlog.size_limit)}`
    : 'not active';
  $('replid').textContent = node.replid;
  $('replid2').textContent = /^0*$/.test(node.replid2)
    ? ''
    : `· before offset ${number.format(node.second_offset)}: ${node.replid2}`;
}

function showTransitions(transitions) {
  const lines = transitions.toReversed().map((step) => {
    const line = document.createElement('li');
    const at = new Date(step.at_ms);
    const time = Object.assign(element('time', clock.format(at)), { dateTime: at.toISOString() });
    line.append(time, `${step.link}: ${step.from} → ${step.to} at ${number.format(step.offset)} `);
    line.append(element('span', step.cause, 'quiet'));
    return line;
  });
  $('transitions').replaceChildren(...(lines.length ? lines : [element('li', 'none yet', 'quiet')]));
}

function show(status) {
  showNode(status);
  showRates(status);
  showReplicas(status.replicas);
  showBacklog(status);
  showTransitions(status.transitions);
}

const feed = new EventSource('replication/events');
feed.onopen = () => text('feed', 'live', 'good');
feed.onerror = () => text('feed', 'no connection, trying again …', 'bad');
feed.onmessage = (event) => show(JSON.parse(event.data));
