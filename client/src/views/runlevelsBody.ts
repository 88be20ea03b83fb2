/** What stands in the page of the table before there is one: no text of a user's file is ever part of it. */
export const runlevelsBody = `
<header>
  <input id="search" type="search" placeholder="Find a service" aria-label="Find a service">
  <span id="note" class="note" role="status"></span>
</header>
<div id="scroll">
  <table id="table" aria-label="Services by runlevel">
    <thead><tr id="head"></tr></thead>
    <tbody id="body"></tbody>
  </table>
</div>
<ul class="legend" aria-label="Legend">
  <li><span class="mark on"></span>started</li>
  <li><span class="mark off"></span>stopped</li>
  <li><span class="mark none"></span>no link</li>
</ul>
`;
