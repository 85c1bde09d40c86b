"use strict";
// Chips that choose by decision, status and flag, and histograms in which a range is dragged.

const BINS = 32;
const WIDTH = 256;
const HEIGHT = 46;
const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes = {}, parent = null) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (parent) parent.append(made);
  return made;
}

function html(name, text = "", parent = null, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  if (parent) parent.append(made);
  return made;
}

function chips(id, names, words, toggle, isOn) {
  const place = document.getElementById(id);
  const buttons = names.map((name, n) => {
    const button = html("button", name, place);
    button.title = words[n] ?? "";
    button.counter = html("b", "", button);
    button.addEventListener("click", () => { toggle(n); refresh(); });
    return button;
  });
  return (counts) => buttons.forEach((button, n) => {
    button.counter.textContent = counts[n];
    button.setAttribute("aria-pressed", isOn(n));
    button.hidden = !counts[n] && !isOn(n);
  });
}

function toggled(set, n) {
  if (!set.delete(n)) set.add(n);
}

const showDecisions = chips("decisions", DECISION_WORDS, [], (n) => toggled(view.decisions, n), (n) => view.decisions.has(n));
const showStatuses = chips("statuses", cohort.statuses.names, [], (n) => toggled(view.statuses, n), (n) => view.statuses.has(n));
const showFlags = chips("flags", cohort.flags.names, cohort.flags.words, (n) => { view.flags ^= 1 << n; }, (n) => Boolean(view.flags & (1 << n)));

const ofStatus = cohort.statuses.names.map(() => 0);
const ofFlag = cohort.flags.names.map(() => 0);
for (let n = 0; n < count; n++) {
  ofStatus[statusOf[n]]++;
  for (let bit = 0; bit < ofFlag.length; bit++) ofFlag[bit] += (flagsOf[n] >> bit) & 1;
}

function countChips() {
  const decisions = DECISIONS.map(() => 0);
  for (let n = 0; n < count; n++) decisions[decided[n]]++;
  showDecisions(decisions);
  showStatuses(ofStatus);
  showFlags(ofFlag);
}

function extent(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low < high ? [low, high] : low === high ? [low - 0.5, high + 0.5] : null;
}

// A few extremes must not press all others into one bar: beyond its 1st and 99th percentile by twice
// their distance, a value is shown in the last bar.
function scaleOf(values) {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const whole = extent(known);
  if (!whole) return null;
  const [p1, p99] = [known[Math.floor(0.01 * (known.length - 1))], known[Math.ceil(0.99 * (known.length - 1))]];
  const room = 0.3 * (p99 - p1) || Infinity;
  return [Math.max(whole[0], p1 - room), Math.min(whole[1], p99 + room)];
}

// The bar of each case; NONE where it has no value.
const NONE = 255;
function placed(values, [low, high]) {
  return Uint8Array.from(values, (value) => {
    const bin = Math.floor(((value - low) / (high - low)) * BINS);
    return Number.isNaN(value) ? NONE : Math.min(Math.max(bin, 0), BINS - 1);
  });
}

function counted(places, kept) {
  const bins = new Uint32Array(NONE + 1);
  for (let n = 0; n < places.length; n++) bins[places[n]] += kept[n];
  return bins.subarray(0, BINS);
}

function bars(svg, bins, top, className) {
  const path = [...bins].map((bin, n) => {
    if (!bin) return "";
    const height = Math.max(1, (HEIGHT * Math.sqrt(bin)) / Math.sqrt(top));
    const x = (n * WIDTH) / BINS;
    return `M${x + 0.5} ${HEIGHT}v${-height}h${WIDTH / BINS - 1}v${height}z`;
  });
  svg.setAttribute("d", path.join(""));
  svg.setAttribute("class", className);
}

class Histogram {
  constructor(one) {
    this.column = one;
    this.scale = scaleOf(one.values);
    this.places = placed(one.values, this.scale);
    this.all = counted(this.places, new Uint8Array(count).fill(1));
    this.top = Math.max(...this.all, 1);
    const box = html("div", "", document.getElementById("histograms"), "histogram");
    const title = html("div", "", box, "title");
    html("span", one.label, title).title = one.words;
    this.svg = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": one.label }, box);
    bars(element("path", {}, this.svg), this.all, this.top, "bar-all");
    this.bars = element("path", {}, this.svg);
    this.brush = element("rect", { class: "brush", y: 0, height: HEIGHT, visibility: "hidden" }, this.svg);
    this.mark = element("line", { class: "mark", y1: 0, y2: HEIGHT, visibility: "hidden" }, this.svg);
    const ends = html("div", "", box, "ends");
    this.low = this.field(ends, "from");
    html("span", one.unit, ends);
    this.high = this.field(ends, "to");
    this.listen();
  }

  field(parent, words) {
    const input = html("input", "", parent);
    input.type = "number";
    input.step = "any";
    input.setAttribute("aria-label", `${this.column.label} ${words}`);
    input.placeholder = number(words === "from" ? this.scale[0] : this.scale[1], this.column.digits);
    input.addEventListener("change", () => this.choose(
      this.low.value === "" ? -Infinity : Number(this.low.value),
      this.high.value === "" ? Infinity : Number(this.high.value),
    ));
    return input;
  }

  listen() {
    let start = null;
    let end = null; // of a drag that the next frame shows
    const at = (event) => {
      const box = this.svg.getBoundingClientRect();
      return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    };
    const show = () => {
      if (start !== null && end !== null) this.choosePlaces(start, end);
      end = null;
    };
    this.svg.addEventListener("pointerdown", (event) => {
      start = at(event);
      this.svg.setPointerCapture(event.pointerId);
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (start === null) return;
      if (end === null) requestAnimationFrame(show);
      end = at(event);
    });
    this.svg.addEventListener("pointerup", (event) => {
      if (start !== null && Math.abs(at(event) - start) < 0.01) this.choose(-Infinity, Infinity);
      else if (start !== null) this.choosePlaces(start, at(event));
      start = null;
    });
    this.svg.addEventListener("pointercancel", () => { start = null; });
  }

  // The bars at the ends hold what lies beyond them, so a range that reaches an end has none there.
  choosePlaces(one, other) {
    const [low, high] = this.scale;
    const [from, to] = [Math.min(one, other), Math.max(one, other)];
    this.choose(from <= 0 ? -Infinity : low + from * (high - low), to >= 1 ? Infinity : low + to * (high - low));
  }

  choose(low, high) {
    if (low === -Infinity && high === Infinity) view.ranges.delete(this.column.name);
    else view.ranges.set(this.column.name, [low, high]);
    refresh();
  }

  place(value) {
    const [low, high] = this.scale;
    return WIDTH * Math.min(Math.max((value - low) / (high - low), 0), 1);
  }

  show() {
    const range = view.ranges.get(this.column.name);
    bars(this.bars, counted(this.places, passing), this.top, "bar");
    this.brush.setAttribute("visibility", range ? "visible" : "hidden");
    const written = document.activeElement;
    if (this.low !== written) this.low.value = range && range[0] > -Infinity ? number(range[0], this.column.digits) : "";
    if (this.high !== written) this.high.value = range && range[1] < Infinity ? number(range[1], this.column.digits) : "";
    if (!range) return;
    this.brush.setAttribute("x", this.place(range[0]));
    this.brush.setAttribute("width", Math.max(1, this.place(range[1]) - this.place(range[0])));
  }

  showCase(n) {
    const value = n === undefined ? NaN : this.column.values[n];
    this.mark.setAttribute("visibility", Number.isNaN(value) ? "hidden" : "visible");
    if (Number.isNaN(value)) return;
    this.mark.setAttribute("x1", this.place(value));
    this.mark.setAttribute("x2", this.place(value));
  }
}

const histograms = columns.filter((one) => one.histogram && scaleOf(one.values)).map((one) => new Histogram(one));
