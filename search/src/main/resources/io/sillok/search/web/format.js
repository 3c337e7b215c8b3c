// Times, durations, numbers. All times are shown in UTC, as in the terminal.

const two = (n) => String(n).padStart(2, '0');
const three = (n) => String(n).padStart(3, '0');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const day = (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
export const clock = (date) => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
export const clockMillis = (date) => `${clock(date)}.${three(date.getUTCMilliseconds())}`;

/** Of an instant as text, to the millisecond. */
export const dateTime = (instant) => {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? '' : `${day(date)} ${clockMillis(date)}`;
};

export const rangeText = (from, to) => {
  if (!from && !to) return 'All time';
  const show = (instant) => `${day(new Date(instant))} ${clock(new Date(instant))}`;
  if (!from) return `until ${show(to)}`;
  if (!to) return `since ${show(from)}`;
  const [start, end] = [new Date(from), new Date(to)];
  return day(start) === day(end) ? `${show(from)} – ${clock(end)}` : `${show(from)} – ${show(to)}`;
};

/** Of seconds, in the unit that people would say it in. */
export const duration = (seconds) => {
  if (seconds === null || seconds === undefined) return '–';
  const size = Math.abs(seconds);
  if (size === 0) return '0 ms';
  if (size < 0.001) return `${(seconds * 1e6).toFixed(0)} µs`;
  if (size < 1) return `${(seconds * 1e3).toFixed(size < 0.1 ? 1 : 0)} ms`;
  return `${seconds.toFixed(size < 60 ? 2 : 0)} s`;
};

export const count = (n) => Number(n).toLocaleString('en-US');

export const plural = (n, one, many) => `${count(n)} ${n === 1 ? one : many || `${one}s`}`;

export const percent = (part, whole) => {
  if (whole === 0) return '–';
  const share = 100 * part / whole;
  return `${share.toFixed(share > 0 && share < 10 ? 1 : 0)} %`;
};

/** Milliseconds since 1970, with the part below a millisecond that an instant's text may have. */
export const millis = (instant) => {
  const fraction = /\.(\d+)/.exec(instant);
  const whole = Math.floor(Date.parse(instant) / 1000) * 1000;
  return fraction ? whole + Number(`0.${fraction[1]}`) * 1000 : Date.parse(instant);
};

const LEVELS = [[17, 'error'], [13, 'warning'], [9, 'info'], [1, 'debug']];

/** The level of an event; a request that failed is an error, whatever its log says of severity. */
export const level = (source) => {
  const known = LEVELS.find(([least]) => (source.severity_number || 0) >= least);
  if (known) return known[1];
  const status = (source.attributes || {})['http.response.status_code'] || 0;
  return status >= 500 ? 'error' : status >= 400 ? 'warning' : 'none';
};

// C0 and C1 controls, marks of direction and others that hide: shown as signs, so that a line reads as it is.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const sign = (character) => {
  const point = character.codePointAt(0);
  return point < 0xa0 ? `\\x${point.toString(16).padStart(2, '0')}` : `\\u{${point.toString(16).toUpperCase()}}`;
};

export const visible = (text) => String(text).replace(/\r\n/g, '\n').replace(HIDDEN, sign);

/** The one line that says most about an event. */
export const summaryOf = (source) => {
  const at = source.attributes || {};
  if (String(at['log.format']).endsWith('.access') && at['http.request.method'] && at['http.response.status_code']) {
    return visible(`${at['http.request.method']} ${at['url.path'] || ''}${at['url.query'] ? `?${at['url.query']}` : ''}`);
  }
  const body = String(source.body || '').trim();
  const end = body.indexOf('\n');
  return visible(end < 0 ? body : body.slice(0, end)).slice(0, 600);
};
