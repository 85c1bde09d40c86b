"use strict";
// The list: rows are made only for what is seen of it.

const ROW = 28; // px, as in the style
const SPARE = 8; // rows beyond the edges
const HEAD = [
  ["decision", ""],
  ["case", "Case"],
  ["risk", "Risk"],
  ["found", "Found"],
  ["flags", "Flags"],
];

const body = document.getElementById("body");
const rows = document.getElementById("rows");
const table = document.getElementById("table");

function showHead() {
  const head = document.getElementById("head");
  head.replaceChildren();
  for (const [name, words] of HEAD) {
    const arrow = view.sort === name ? (view.down ? " ▾" : " ▴") : "";
    const button = html("button", (words || "✓") + arrow, head);
    button.setAttribute("role", "columnheader");
    button.setAttribute("aria-sort", view.sort !== name ? "none" : view.down ? "descending" : "ascending");
    button.setAttribute("aria-label", words || "Decision");
    button.addEventListener("click", () => {
      view.down = view.sort === name ? !view.down : name !== "case";
      view.sort = name;
      refresh();
    });
  }
}

function showRows() {
  document.getElementById("spacer").style.height = `${view.shown * ROW}px`;
  const first = Math.max(0, Math.floor(body.scrollTop / ROW) - SPARE);
  const last = Math.min(view.shown, Math.ceil((body.scrollTop + body.clientHeight) / ROW) + SPARE);
  rows.style.transform = `translateY(${first * ROW}px)`;
  rows.replaceChildren(...Array.from({ length: Math.max(0, last - first) }, (_, n) => rowAt(first + n)));
  table.setAttribute("aria-rowcount", view.shown);
}

function rowAt(place) {
  const n = order[place];
  const row = html("div", "", null, "row");
  row.id = `row-${place}`;
  row.setAttribute("role", "row");
  row.setAttribute("aria-rowindex", place + 1);
  row.setAttribute("aria-selected", place === view.place);
  const status = cohort.statuses.names[statusOf[n]];
  const done = status === "done";
  html("span", ["", "✓", "✗"][decided[n]], row, DECISIONS[decided[n]]);
  html("span", cohort.cases[n], row).title = cohort.cases[n];
  html("span", done ? number(column.risk.values[n], 2) : "–", row);
  html("span", done ? `${column.found.values[n]}/${column.points.values[n]}` : "–", row);
  html("span", done ? flagNames(n).join(", ") : status, row, done ? "flags" : status);
  row.addEventListener("click", () => choose(place));
  return row;
}

function scrollTo(place) {
  const [top, bottom] = [place * ROW, (place + 1) * ROW];
  if (top < body.scrollTop) body.scrollTop = top;
  if (bottom > body.scrollTop + body.clientHeight) body.scrollTop = bottom - body.clientHeight;
}

function choose(place) {
  if (!view.shown) return;
  view.place = Math.min(Math.max(place, 0), view.shown - 1);
  scrollTo(view.place);
  showRows();
  showCase();
}

let waiting = false;
body.addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; showRows(); });
});
window.addEventListener("resize", showRows);
