import { h } from 'preact';
import { useState } from 'preact/hooks';
import { a, button, classes, code, div, Empty, p, small, sourceBadge, span, strong } from './elements.js';
import { StackTrace } from './event-details.js';
import { count, dateTime, plural, visible } from './format.js';
import { framed, logs, share, useReport } from './reports.js';
import { filterText, hashOf } from './state.js';

const NEWS = 24 * 3600 * 1000;

const recent = (time) => time && Date.now() - Date.parse(time) < NEWS;

const inRelease = (release) => (release ? ` in ${visible(release).slice(0, 40)}` : '');

const cameBack = (issue) => `came back${inRelease(issue.regressedRelease)}`;

const seenAgain = ({ standing }) => `regressed${inRelease(standing.cameBackIn)}`;

const resolved = ({ standing }) => `resolved${inRelease(standing.resolvedIn)}`;

const mark = (issue) => (issue.standing.state === 'REGRESSED' ? seenAgain(issue)
  : recent(issue.first) ? 'new' : recent(issue.regressed) ? cameBack(issue) : null);

const touched = (title, items) => (items.length
  ? p({ class: 'quiet' }, `${title}: `, items.map((item) => span({ key: item.name }, code(null, visible(item.name)), ` × ${count(item.count)} `)))
  : null);

function IssueRow({ issue, most, address }) {
  const [open, setOpen] = useState(false);
  const space = issue.type.lastIndexOf('\\') + 1;
  const marked = mark(issue);
  return div({ class: classes('exception', open && 'open') },
    button({ type: 'button', class: 'exception-head', 'aria-expanded': open, onClick: () => setOpen(!open) },
      div({ class: 'exception-name' },
        span({ class: 'mono' }, span({ class: 'quiet' }, visible(issue.type.slice(0, space))), strong(null, visible(issue.type.slice(space))),
          issue.standing.state === 'RESOLVED' ? small({ class: 'quiet' }, ` ${resolved(issue)}`)
            : marked ? small({ class: 'bad' }, ` ${marked}`) : null),
        span({ class: 'exception-message' }, visible(issue.message.split('\n')[0]).slice(0, 300))),
      div({ class: 'exception-sources' }, issue.sources.map((source) => h('span', { key: source }, sourceBadge(source)))),
      div({ class: 'exception-number tabular' }, count(issue.count), share(issue.count, most, 'error')),
      div({ class: 'exception-number tabular quiet' }, issue.users ? plural(issue.users, 'user') : '–'),
      div({ class: 'exception-time tabular quiet' }, dateTime(issue.last))),
    open ? div({ class: 'details' },
      div({ class: 'actions' },
        a({ class: 'primary small', href: logs(address, filterText('exception.fingerprint', issue.fingerprint)) }, 'Show its events'),
        issue.place ? code(null, visible(issue.place)) : null,
        span({ class: 'quiet' }, `first ${dateTime(issue.first)}`),
        issue.regressed ? span({ class: 'quiet' }, `${cameBack(issue)} ${dateTime(issue.regressed)}`) : null,
        issue.standing.resolvedAt ? span({ class: 'quiet' }, `${resolved(issue)} ${dateTime(issue.standing.resolvedAt)}`) : null),
      h('pre', { class: 'message' }, visible(issue.message)),
      touched('Routes', issue.routes),
      touched('Releases', issue.releases),
      issue.traces.length ? p({ class: 'quiet' }, 'Traces: ', issue.traces.map((id) => span({ key: id },
        a({ class: 'link', href: hashOf({ ...address, view: 'trace', id }) }, id.slice(0, 12)), ' '))) : null,
      issue.stacktrace ? h(StackTrace, { text: issue.stacktrace }) : p({ class: 'quiet' }, 'No log has its stack trace.')) : null);
}

function IssueRows({ issues, address }) {
  const [all, setAll] = useState(false);
  const done = issues.filter((issue) => issue.standing.state === 'RESOLVED').length;
  const shown = all ? issues : issues.filter((issue) => issue.standing.state !== 'RESOLVED');
  const most = Math.max(...issues.map((issue) => issue.count));
  return [
    div({ class: 'exceptions' }, shown.map((issue) => h(IssueRow, {
      key: `${issue.service} ${issue.environment} ${issue.fingerprint}`, issue, most, address,
    }))),
    done ? p({ class: 'quiet note' }, `${count(done)} resolved `,
      button({ class: 'link', type: 'button', onClick: () => setAll(!all) }, all ? 'Hide' : 'Show')) : null,
  ];
}

export function Issues({ state, address, tick }) {
  const answer = useReport('issues', state, tick);
  return framed(answer, state, (issues) => {
    if (!issues.length) {
      return h(Empty, { heading: 'No issues here' }, p(null, 'No exception was last seen in this time.'));
    }
    return [
      p({ class: 'quiet note' }, 'Exceptions of one kind: each error counts once, however many logs tell of it, since it was first seen.'),
      h(IssueRows, { issues, address }),
    ];
  });
}
