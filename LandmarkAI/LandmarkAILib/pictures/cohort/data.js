"use strict";
// What the page shows: columns of numbers as typed arrays, one value a case; NaN where there is none.

const cohort = JSON.parse(document.getElementById("data").textContent);

function decoded(text, Kind) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Kind(bytes.buffer);
}

const count = cohort.cases.length;
const columns = cohort.columns.map((column) => ({ ...column, values: decoded(column.values, Float32Array) }));
const column = Object.fromEntries(columns.map((one) => [one.name, one]));
const statusOf = decoded(cohort.statuses.codes, Uint8Array);
const flagsOf = decoded(cohort.flags.bits, Uint16Array);
const pictured = decoded(cohort.pictures, Uint8Array);
const sectorsOf = cohort.sectors ? decoded(cohort.sectors, Float32Array) : null;

const DECISIONS = ["", "accept", "reject"];
const DECISION_WORDS = ["open", "accepted", "rejected"];
const decided = new Uint8Array(count); // number in DECISIONS
const notes = new Map();
const times = new Map();

// Pictures whose pixels have no known size have no risk: that is of so many mm.
const ranked = !column.stages_px || column.risk.values.some((risk) => !Number.isNaN(risk));

// The order and the choice: numbers of cases, of which the first `shown` are to be seen.
const order = new Uint32Array(count).map((_, n) => n);
const view = {
  shown: count,
  place: 0, // of the chosen case in `order`
  sort: ranked ? "risk" : "stages_px",
  down: true,
  search: "",
  decisions: new Set(),
  statuses: new Set(),
  flags: 0,
  ranges: new Map(), // name of a column → [low, high]
};

const passing = new Uint8Array(count).fill(1); // 1 for each case that passes the filters
const lowerNames = cohort.cases.map((name) => name.toLowerCase());

function passes(n) {
  if (view.search && !lowerNames[n].includes(view.search)) return false;
  if (view.decisions.size && !view.decisions.has(decided[n])) return false;
  if (view.statuses.size && !view.statuses.has(statusOf[n])) return false;
  if (view.flags && !(flagsOf[n] & view.flags)) return false;
  for (const [name, [low, high]] of view.ranges) {
    const value = column[name].values[n];
    if (!(value >= low && value <= high)) return false;
  }
  return true;
}

function flagNames(n) {
  return cohort.flags.names.filter((_, bit) => flagsOf[n] & (1 << bit));
}

function number(value, digits) {
  return Number.isNaN(value) ? "–" : value.toFixed(digits);
}

// Cases without a number come last, whichever way the list is sorted; but those without a risk, which
// failed or in which nothing was found, count as the worst.
function arrange() {
  const chosen = order[view.place];
  const sign = view.down ? -1 : 1;
  let passed = 0;
  const rest = [];
  for (let n = 0; n < count; n++) {
    passing[n] = passes(n);
    if (passing[n]) order[passed++] = n;
    else rest.push(n);
  }
  order.set(rest, passed);
  view.shown = passed;
  order.subarray(0, passed).sort(comparison(sign));
  const found = order.subarray(0, passed).indexOf(chosen);
  view.place = Math.max(found, 0);
}

function comparison(sign) {
  if (view.sort === "case") return (a, b) => sign * (a - b); // they come sorted by name
  if (view.sort === "decision") return (a, b) => sign * (decided[a] - decided[b]) || a - b;
  if (view.sort === "flags") return (a, b) => sign * (bits(flagsOf[a]) - bits(flagsOf[b])) || a - b;
  const values = column[view.sort].values;
  if (view.sort === "risk") {
    const worst = (n) => (Number.isNaN(values[n]) ? Infinity : values[n]);
    return (a, b) => (worst(a) === worst(b) ? a - b : sign * (worst(a) - worst(b)));
  }
  return (a, b) => {
    const [one, other] = [values[a], values[b]];
    if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) - Number.isNaN(other) || a - b;
    return sign * (one - other) || a - b;
  };
}

function bits(value) {
  let found = 0;
  for (let rest = value; rest; rest &= rest - 1) found++;
  return found;
}
