/** What stands in the page of the timeline before there is a boot: no text of a user's file is ever part of it. */
export const timelineBody = `
<header>
  <h1 id="title">Boot</h1>
  <span id="note" class="note" role="status"></span>
  <button id="times-hint" class="link" type="button" hidden>Import measured times…</button>
  <span class="grow"></span>
  <span id="matches" class="note" role="status"></span>
  <input id="search" type="search" placeholder="Find a unit ( / )" aria-label="Find a unit">
  <span class="group" role="group" aria-label="Zoom">
    <button id="zoom-out" type="button" title="Zoom out (-)" aria-label="Zoom out">−</button>
    <button id="zoom-fit" type="button" title="Fit (0)">Fit</button>
    <button id="zoom-in" type="button" title="Zoom in (+)" aria-label="Zoom in">+</button>
  </span>
  <button id="export" type="button">Save as SVG…</button>
</header>
<p id="error" class="error" role="alert"></p>
<ol id="stages" class="stages" aria-label="Before the units"></ol>
<div id="chart" tabindex="0" role="listbox" aria-label="Units in the order in which they start">
  <div id="canvas" role="presentation">
    <div id="corner" role="presentation"></div>
    <svg id="times" aria-hidden="true"></svg>
    <svg id="names" role="presentation"></svg>
    <svg id="plot" aria-hidden="true">
      <g id="fixed"></g>
      <g id="lines"></g>
      <g id="bars"></g>
    </svg>
  </div>
</div>
<div id="selected" role="region" aria-label="Selected unit" aria-live="polite" data-hint="Select a unit with the mouse or the arrow keys: left goes to what it waited for, right to what it holds up."></div>
<ul class="legend" aria-label="Legend">
  <li class="type-service"><svg width="18" height="12" aria-hidden="true"><g class="bar"><rect class="mark" width="18" height="12" rx="2"/></g></svg>service</li>
  <li class="type-socket"><svg width="18" height="12" aria-hidden="true"><g class="bar"><rect class="mark" width="18" height="12" rx="2"/></g></svg>socket, path</li>
  <li class="type-mount"><svg width="18" height="12" aria-hidden="true"><g class="bar"><rect class="mark" width="18" height="12" rx="2"/></g></svg>mount, swap</li>
  <li class="type-timer"><svg width="18" height="12" aria-hidden="true"><g class="bar"><rect class="mark" width="18" height="12" rx="2"/></g></svg>timer</li>
  <li class="type-device"><svg width="18" height="12" aria-hidden="true"><g class="bar"><rect class="mark" width="18" height="12" rx="2"/></g></svg>device</li>
  <li class="type-target"><svg width="12" height="12" aria-hidden="true"><g class="bar"><path class="mark" d="M6 0l6 6l-6 6l-6 -6z"/></g></svg>reached at once</li>
  <li class="type-service"><svg width="20" height="14" aria-hidden="true"><g class="bar assumed"><rect class="mark" x="1" y="1" width="18" height="12" rx="2"/></g></svg>assumed duration</li>
  <li class="type-service"><svg width="20" height="14" aria-hidden="true"><g class="bar critical"><rect class="mark" x="1" y="1" width="18" height="12" rx="2"/></g></svg>critical chain</li>
  <li class="type-service"><svg width="20" height="14" aria-hidden="true"><g class="bar skipped"><rect class="mark" x="1" y="1" width="18" height="12" rx="2"/></g></svg>skipped</li>
  <li><svg width="14" height="14" aria-hidden="true"><path class="wait critical" d="M7 0V14"/></svg>waits for</li>
</ul>
<div id="tip" role="tooltip" hidden></div>
`;
