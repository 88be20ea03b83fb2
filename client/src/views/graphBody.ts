/** What stands in the page of the graph before there is one: no text of a user's file is ever part of it. */
export const graphBody = `
<header>
  <h1 id="title">Dependencies</h1>
  <span id="note" class="note" role="status"></span>
  <span class="grow"></span>
  <button id="back" type="button" title="Back to the unit before (Backspace)" disabled>Back</button>
  <label>Steps <select id="depth"><option>1</option><option>2</option><option>3</option><option>4</option></select></label>
  <label><input id="order" type="checkbox"> Order</label>
  <label><input id="defaults" type="checkbox"> Default dependencies</label>
  <input id="search" type="search" placeholder="Find a unit ( / )" aria-label="Find a unit">
  <span class="group" role="group" aria-label="Zoom">
    <button id="zoom-out" type="button" title="Zoom out (-)" aria-label="Zoom out">−</button>
    <button id="zoom-fit" type="button" title="Fit (0)">Fit</button>
    <button id="zoom-in" type="button" title="Zoom in (+)" aria-label="Zoom in">+</button>
  </span>
  <button id="export" type="button">Save as SVG…</button>
</header>
<div id="chart">
  <svg id="plot" role="group" aria-label="Units and their dependencies: what comes first is at the left">
    <defs>
      <marker id="needs" viewBox="0 0 10 10" refX="1" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M10 0L0 5L10 10z"/></marker>
      <marker id="wakes" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z"/></marker>
      <marker id="later" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z"/></marker>
      <marker id="earlier" viewBox="0 0 10 10" refX="1" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M10 0L0 5L10 10z"/></marker>
    </defs>
    <g id="edges"></g>
    <g id="nodes"></g>
  </svg>
</div>
<div id="selected" role="region" aria-label="Selected unit" aria-live="polite" data-hint=""></div>
<ul class="legend" aria-label="Legend">
  <li><svg width="30" height="8" aria-hidden="true"><path class="requirement strong" d="M0 4H30"/></svg>requires</li>
  <li><svg width="30" height="8" aria-hidden="true"><path class="requirement weak" d="M0 4H30"/></svg>wants, triggers</li>
  <li><svg width="30" height="8" aria-hidden="true"><path class="order" d="M0 4H30"/></svg>order: the arrow points to what comes later</li>
  <li><svg width="30" height="8" aria-hidden="true"><path class="conflict" d="M0 4H30"/></svg>conflicts</li>
</ul>
`;
