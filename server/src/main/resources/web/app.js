// The page to try it: builds a request, shows the answer. No framework, nothing from elsewhere.
import { table } from "/page/table.js";
import { chart } from "/page/chart.js";

const by = id => document.getElementById(id);
const element = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  if (text != null) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
let reachable = [];
let asked = 0;

// Kept for this tab only.
const KEY = "datachat.key";
let asking = null;

function remember(key) {
  if (key) sessionStorage.setItem(KEY, key);
  else sessionStorage.removeItem(KEY);
  by("sign-out").hidden = !key;
}

// One dialog for all calls that wait; true when somebody gave a key.
function signIn(why) {
  asking ??= new Promise(resolve => {
    by("why").textContent = why;
    by("key").value = "";
    by("sign-in").returnValue = "";
    by("sign-in").addEventListener("close", () => {
      asking = null;
      const key = by("sign-in").returnValue === "in" && by("key").value.trim();
      if (key) remember(key);
      resolve(Boolean(key));
    }, { once: true });
    by("sign-in").showModal();
  });
  return asking;
}

async function json(path, body) {
  const headers = {}, key = sessionStorage.getItem(KEY);
  if (key) headers.Authorization = "Bearer " + key;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const response = await fetch(path, body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (response.status === 401 && await signIn(key ? answer.detail : "This server has users.")) return json(path, body);
  if (!response.ok) throw answer;
  return answer;
}

const ticked = id => [...by(id).querySelectorAll("input:checked")].map(box => box.value);

function choices(id, items, chosen) {
  by(id).replaceChildren(...items.map(({ value, text, note }) => {
    const label = element("label");
    const box = element("input", null, { type: "checkbox", value });
    box.checked = chosen.includes(value);
    label.append(box, text, " ");
    if (note) label.append(element("small", note));
    return label;
  }));
}

async function loadMetrics() {
  const search = by("search").value.trim();
  const page = await json("/api/v1/metrics?limit=200" + (search ? "&search=" + encodeURIComponent(search) : ""));
  const items = page.items.filter(metric => metric.executable)
    .map(metric => ({ value: metric.id, text: metric.name, note: metric.unit ?? "" }));
  // What is chosen stays in the list, also when the search no longer finds it.
  const chosen = ticked("metrics");
  for (const id of chosen) if (!items.some(item => item.value === id)) items.unshift({ value: id, text: id });
  choices("metrics", items, chosen);
}

async function loadDimensions() {
  const metrics = ticked("metrics");
  reachable = metrics.length ? await json("/api/v1/metrics/dimensions?metrics=" + encodeURIComponent(metrics.join(","))) : [];
  choices("dimensions", reachable.map(dimension =>
    ({ value: dimension.path, text: dimension.path, note: dimension.overlaps ? "groups overlap" : dimension.type })), ticked("dimensions"));
  const field = by("filter-field"), kept = field.value;
  field.replaceChildren(element("option", "no filter", { value: "" }), ...reachable.map(each => element("option", each.path)));
  if (reachable.some(each => each.path === kept)) field.value = kept;
}

function typed(text, type) {
  if (/^(integer|bigint|double|decimal)/.test(type) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === "boolean") return text === "true";
  return text;
}

function request() {
  const query = { metrics: ticked("metrics") };
  const dimensions = ticked("dimensions");
  if (dimensions.length) query.dimensions = dimensions;
  for (const key of ["grain", "period", "compare"]) if (by(key).value.trim()) query[key] = by(key).value.trim();
  const between = (query.period ?? "").match(/^(\d{4}-\d\d-\d\d)\s*(?:\.\.|to)\s*(\d{4}-\d\d-\d\d)$/);
  if (between) query.period = { from: between[1], to: between[2] };
  const field = by("filter-field").value;
  if (field) {
    const type = reachable.find(each => each.path === field)?.type ?? "text";
    query.filters = [{ field, op: by("filter-op").value, value: typed(by("filter-value").value, type) }];
  }
  if (by("limit").value) query.limit = Number(by("limit").value);
  return query;
}

function preview() {
  by("request").textContent = JSON.stringify(request(), null, 2);
}

function say(text, bad = false) {
  by("status").textContent = text;
  by("status").classList.toggle("bad", bad);
}

function show(answer) {
  const rows = answer.rows.length;
  say(`${rows} ${rows === 1 ? "row" : "rows"}${answer.truncated ? ", more exist" : ""} in ${Math.round(answer.receipt.timings.run_ms)} ms`);
  const drawing = chart(answer.columns, answer.rows);
  const scroll = element("div", null, { class: "scroll" });
  scroll.append(table(answer.columns, answer.rows));
  const notes = element("ul", null, { class: "notes" });
  notes.append(...answer.receipt.findings.map(found => element("li",
    `look: ${found.column ? found.column + ": " : ""}${found.seen}${found.row ? ` (first: ${found.row})` : ""}, expected ${found.expected} [${found.code}]`)));
  notes.append(...answer.receipt.notes.map(note => element("li", note)));
  by("answer").replaceChildren(...(drawing ? [drawing] : []), scroll, ...(notes.children.length ? [notes] : []));
  const { sql, binds, ...proof } = answer.receipt;
  by("receipt").replaceChildren(
    element("h2", "SQL"), element("pre", sql),
    element("h2", "Values"), element("pre", binds.map(bind => `${bind.type}  ${bind.value}`).join("\n") || "none"),
    element("h2", "Receipt"), element("pre", JSON.stringify(proof, null, 2)));
}

function refuse(problem) {
  const errors = problem?.errors ?? [{ detail: "The server does not answer.", code: "" }];
  say(errors.length === 1 ? "Refused" : `Refused for ${errors.length} reasons`, true);
  const list = element("ul", null, { class: "errors" });
  for (const error of errors) {
    const item = element("li", `${error.detail} [${error.code}]`);
    if (error.choices?.length) item.append(element("div", "Did you mean " + error.choices.join(", ") + "?"));
    if (error.hint) item.append(element("div", error.hint));
    list.append(item);
  }
  by("answer").replaceChildren(list);
  by("receipt").replaceChildren();
}

async function ask(path, body) {
  const number = ++asked;
  say("Asking …");
  try {
    const answer = await json(path, body);
    if (number === asked) show(answer);
  } catch (problem) {
    if (number === asked) refuse(problem.errors ? problem : null);
  }
  // On a narrow screen the answer stands below the form.
  by("status").scrollIntoView({ block: "nearest" });
}

function select(tab) {
  for (const each of document.querySelectorAll("[role=tab]")) {
    const chosen = each === tab;
    each.setAttribute("aria-selected", chosen);
    each.tabIndex = chosen ? 0 : -1;
    by(each.getAttribute("aria-controls")).hidden = !chosen;
  }
}

for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => select(tab));
  tab.addEventListener("keydown", event => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = tab.nextElementSibling ?? tab.previousElementSibling;
    select(other);
    other.focus();
  });
}
by("sign-out").addEventListener("click", () => {
  remember(null);
  location.reload();
});
by("words").addEventListener("submit", event => {
  event.preventDefault();
  ask("/api/v1/query", { question: by("question").value });
});
by("query").addEventListener("submit", event => {
  event.preventDefault();
  ask("/api/v1/metrics/query", request());
});
by("query").addEventListener("input", preview);
by("search").addEventListener("input", () => loadMetrics().catch(refuse));
by("metrics").addEventListener("change", () => loadDimensions().then(preview).catch(refuse));

by("sign-out").hidden = !sessionStorage.getItem(KEY);
loadMetrics().then(preview).catch(refuse);
json("/api/v1/version").then(running => { by("project").textContent = `${running.project} · ${running.version}`; }).catch(refuse);
