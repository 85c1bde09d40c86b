"use strict";
// What happens when: keys, buttons, and that everything shows the same choice.

function refresh() {
  arrange();
  countChips();
  histograms.forEach((one) => one.show());
  const all = count.toLocaleString("en");
  const sorted = view.sort === (ranked ? "risk" : "stages_px") && view.down ? ", the most doubtful first" : "";
  document.getElementById("count").textContent = `${view.shown.toLocaleString("en")} of ${all} cases${sorted}`;
  showHead();
  showRows();
  scrollTo(view.place);
  showCase();
}

const KEYS = {
  ArrowDown: () => choose(view.place + 1),
  j: () => choose(view.place + 1),
  ArrowUp: () => choose(view.place - 1),
  k: () => choose(view.place - 1),
  PageDown: () => choose(view.place + Math.floor(body.clientHeight / ROW)),
  PageUp: () => choose(view.place - Math.floor(body.clientHeight / ROW)),
  Home: () => choose(0),
  End: () => choose(view.shown - 1),
  a: () => decide("accept"),
  r: () => decide("reject"),
  u: () => decide(""),
  n: () => note.focus(),
  "/": () => document.getElementById("search").focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLInputElement) {
    if (event.key === "Escape" || (event.key === "Enter" && event.target === note)) table.focus();
    return;
  }
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.getElementById("search").addEventListener("input", (event) => {
  view.search = event.target.value.toLowerCase();
  refresh();
});
document.getElementById("clear").addEventListener("click", () => {
  view.ranges.clear();
  view.decisions.clear();
  view.statuses.clear();
  view.flags = 0;
  view.search = document.getElementById("search").value = "";
  refresh();
});
for (const button of document.querySelectorAll("#decide button")) {
  button.addEventListener("click", () => decide(button.dataset.decision));
}
note.addEventListener("change", () => {
  const n = order[view.place];
  set(n, DECISIONS[decided[n]], note.value, new Date().toISOString());
  keep();
});
document.getElementById("download").addEventListener("click", download);
document.getElementById("load").addEventListener("click", () => document.getElementById("file").click());
document.getElementById("file").addEventListener("change", async (event) => {
  if (event.target.files.length) load(await event.target.files[0].text());
  event.target.value = "";
});

document.getElementById("about").textContent = cohort.about;
document.getElementById("simulated").hidden = !cohort.simulated;
recall();
refresh();
choose(0); // the most doubtful
table.focus();
