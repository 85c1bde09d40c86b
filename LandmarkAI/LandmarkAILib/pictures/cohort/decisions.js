"use strict";
// What the reader decides: kept in this browser, and written out by download.

const STORE = `LandmarkAI quality ${cohort.key}`;
const FILE = "decisions.csv";

function decide(decision) {
  if (!view.shown) return;
  const n = order[view.place];
  set(n, decision, note.value, new Date().toISOString());
  keep();
  // The next of the list as it was: the decision may take this case out of it, or move it.
  const next = decision && view.place + 1 < view.shown ? order[view.place + 1] : n;
  const place = view.place;
  refresh();
  const found = order.subarray(0, view.shown).indexOf(next);
  choose(found < 0 ? place : found);
}

function set(n, decision, words, when) {
  decided[n] = Math.max(0, DECISIONS.indexOf(decision));
  if (words) notes.set(n, words);
  else notes.delete(n);
  if (decided[n] || words) times.set(n, when);
  else times.delete(n);
}

function keep() {
  const entries = [...times.keys()].map((n) => [n, DECISIONS[decided[n]], notes.get(n) ?? "", times.get(n)]);
  try {
    localStorage.setItem(STORE, JSON.stringify(entries));
  } catch {
    // A browser that keeps nothing for files: the download is what counts.
  }
}

function recall() {
  for (const [n, decision] of Object.entries(cohort.decisions)) set(Number(n), decision, "", "");
  try {
    for (const [n, ...entry] of JSON.parse(localStorage.getItem(STORE) ?? "[]")) set(n, ...entry);
  } catch {
    // As above.
  }
}

function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function decisionsTable() {
  const lines = [...times.keys()].sort((a, b) => a - b).map((n) =>
    [cohort.cases[n], DECISIONS[decided[n]], notes.get(n) ?? "", times.get(n)].map(quoted).join(","));
  return `${["case,decision,note,decided_at", ...lines].join("\n")}\n`;
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([decisionsTable()], { type: "text/csv" }));
  link.download = FILE;
  link.click();
  URL.revokeObjectURL(link.href);
}

function cellsOf(text) {
  const table = [[]];
  const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy;
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const content = found[1];
    table.at(-1).push(content.startsWith('"') ? content.slice(1, -1).replaceAll('""', '"') : content);
    if (found[2] === "") break;
    if (found[2] !== ",") table.push([]);
  }
  return table;
}

function load(text) {
  const [head, ...table] = cellsOf(text.replace(/^\ufeff/, ""));
  const at = (name) => head.indexOf(name);
  if (at("case") < 0 || at("decision") < 0) {
    window.alert("This file has no columns 'case' and 'decision': choose one that was downloaded here.");
    return;
  }
  const numbers = new Map(cohort.cases.map((name, n) => [name, n]));
  for (const row of table) {
    const n = numbers.get(row[at("case")]);
    if (n !== undefined) set(n, row[at("decision")], row[at("note")] ?? "", row[at("decided_at")] ?? "");
  }
  keep();
  refresh();
}
