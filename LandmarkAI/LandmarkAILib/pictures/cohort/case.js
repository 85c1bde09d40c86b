"use strict";
// One case: its picture, its bullseye, what asks for a look, and the reader's decision.

const thumbnail = document.getElementById("thumbnail");
const large = document.getElementById("large");
const noPicture = document.getElementById("nopicture");
const note = document.getElementById("note");

function fileOf(name, suffix) {
  return name.split("/").map(encodeURIComponent).join("/") + suffix;
}

function showCase() {
  const n = view.shown ? order[view.place] : undefined;
  histograms.forEach((one) => one.showCase(n));
  document.getElementById("name").textContent = n === undefined ? "No case" : cohort.cases[n];
  document.getElementById("case").style.visibility = n === undefined ? "hidden" : "visible";
  if (n === undefined) return;
  table.setAttribute("aria-activedescendant", `row-${view.place}`);
  for (const button of document.querySelectorAll("#decide button")) {
    button.setAttribute("aria-pressed", decided[n] > 0 && button.dataset.decision === DECISIONS[decided[n]]);
  }
  note.value = notes.get(n) ?? "";
  const done = cohort.statuses.names[statusOf[n]] === "done";
  const words = flagNames(n).map((name) => cohort.flags.words[cohort.flags.names.indexOf(name)]);
  document.getElementById("why").replaceChildren(...words.map((text) => html("li", text)));
  document.getElementById("message").textContent = cohort.messages[n] ?? "";
  showPicture(n, done);
  showNumbers(n, done);
  showBullseye(n, done);
}

function showPicture(n, done) {
  noPicture.hidden = !done || Boolean(pictured[n]);
  large.hidden = !pictured[n];
  if (!pictured[n]) return;
  large.href = fileOf(cohort.cases[n], ".png");
  thumbnail.alt = `Slices of ${cohort.cases[n]} with points and contours`;
  thumbnail.src = fileOf(cohort.cases[n], ".thumb.jpg");
}

thumbnail.addEventListener("error", () => { large.hidden = true; noPicture.hidden = false; });

function showNumbers(n, done) {
  const place = document.getElementById("numbers");
  place.replaceChildren();
  for (const one of done ? columns : []) {
    if (Number.isNaN(one.values[n])) continue;
    const row = html("tr", "", place);
    html("td", one.label, row).title = one.words;
    html("td", `${number(one.values[n], one.digits)} ${one.unit}`, row);
  }
}

function colorOf(value, low, high) {
  const colors = cohort.bullseye.colors;
  const place = high > low ? ((value - low) / (high - low)) * (colors.length - 1) : (colors.length - 1) / 2;
  const [first, share] = [Math.min(Math.floor(place), colors.length - 2), place - Math.min(Math.floor(place), colors.length - 2)];
  return colors[first].map((c, n) => Math.round(c + share * (colors[first + 1][n] - c)));
}

function wedge([inner, outer], begin, end) {
  const at = (radius, degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return `${(100 * radius * Math.cos(angle)).toFixed(2)} ${(-100 * radius * Math.sin(angle)).toFixed(2)}`;
  };
  const [r, s] = [100 * inner, 100 * outer];
  return `M${at(outer, begin)}A${s} ${s} 0 0 0 ${at(outer, end)}L${at(inner, end)}A${r} ${r} 0 0 1 ${at(inner, begin)}z`;
}

function showBullseye(n, done) {
  const place = document.getElementById("bullseye");
  place.replaceChildren();
  if (!done || !sectorsOf) return;
  const values = [...sectorsOf.subarray(16 * n, 16 * n + 16)];
  const known = values.filter((value) => !Number.isNaN(value));
  if (!known.length) return;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const digits = Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(high - low || Math.abs(high) || 1))));
  const svg = element("svg", { viewBox: "-104 -104 208 208", role: "img", "aria-label": "Mean by AHA segment" }, place);
  for (const ring of cohort.bullseye.rings) {
    ring.segments.forEach((segment, m) => {
      const span = 360 / ring.segments.length;
      const begin = ring.start + m * span;
      const value = values[segment - 1];
      const rgb = Number.isNaN(value) ? [208, 208, 208] : colorOf(value, low, high);
      const path = element("path", { d: wedge(ring.radii, begin, begin + span), fill: `rgb(${rgb})`, stroke: "#fff", "stroke-width": 1 }, svg);
      element("title", {}, path).textContent = `Segment ${segment}: ${number(value, digits)}`;
      const angle = ((begin + span / 2) * Math.PI) / 180;
      const middle = 50 * (ring.radii[0] + ring.radii[1]);
      const ink = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2] > 140 ? "#000" : "#fff";
      element("text", { x: middle * Math.cos(angle), y: -middle * Math.sin(angle), fill: ink }, svg).textContent = number(value, digits);
    });
  }
  html("p", "Mean of the image by AHA segment; anterior above, septum at the left", place);
}
