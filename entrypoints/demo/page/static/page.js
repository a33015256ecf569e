// Keeps the page true: whenever the server says that there is something else to see, the page of the person
// is fetched again, and of every part marked data-live that differs the content is replaced.
"use strict";

const LOST = "Connection lost, trying again";
const shown = new Map();
let fetching = false;
let fetchAgain = false;
let source = null;
let known = null;
let unsaid = [];
let saying = 0;
let leaving = false;

const liveParts = (root) => [...root.querySelectorAll("[data-live][id]")];
const byId = (id) => (id ? document.getElementById(id) : null);

// The ids of the news that this window had when it last showed the person, on whatever page that was; null
// if it never did. A browser that keeps nothing knows no more than this page.
function remembered(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function remember(key, ids) {
  try {
    sessionStorage.setItem(key, JSON.stringify(ids));
  } catch {
    // As above.
  }
}

// Highlights what was not there before, and says it: what comes within a moment in one go, so that nothing
// drowns what was said before it. What this page says no more is left to the next.
function tellNews() {
  const key = `news of ${byId("news").dataset.person}`;
  const carriers = [...document.querySelectorAll("[data-news]")];
  const ids = carriers.map((each) => each.dataset.newsId);
  known ??= remembered(key);
  if (!known) remember(key, ids);
  const fresh = carriers.filter((each) => known && !known.includes(each.dataset.newsId));
  fresh.forEach((each) => each.classList.add("just-now"));
  unsaid.push(...fresh.map((each) => each.dataset.news));
  known = ids;
  clearTimeout(saying);
  saying = setTimeout(() => {
    if (leaving) return;
    if (unsaid.length > 0) byId("news").textContent = `${unsaid.join(". ")}.`;
    unsaid = [];
    remember(key, ids);
  }, 300);
}

// Opened details stay open, and the focus stays where it was or goes to the part that changed.
function replaceContent(part, html) {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const details = [...part.querySelectorAll("details[id]")].map((each) => [each.id, each.open]);
  part.innerHTML = html;
  for (const [id, open] of details) {
    if (byId(id)) byId(id).open = open;
  }
  if (focused) {
    const successor = byId(focused.id) ?? part;
    if (successor === part) part.tabIndex = -1;
    successor.focus({ preventScroll: true });
  }
}

// What somebody may be looking at, the likeliest first, and how far below the upper edge it is: what has the
// focus, what happened last, the panel under the pointer or else Delius, anything. At the top of the page
// there is nothing to keep but a form that somebody fills in.
function inView() {
  const focused = document.activeElement;
  if (scrollY === 0 && !focused?.form) return [];
  const panel = document.querySelector(".panel:hover") ?? byId("delius");
  const places = [panel, byId("main")].flatMap((each) => [...each.querySelectorAll("[id]")]);
  return [focused, byId("happened"), ...places]
    .filter((each) => each?.id && each.getClientRects().length > 0)
    .map((each) => [each.id, each.getBoundingClientRect().top])
    .filter(([, top]) => top >= 0 && top < innerHeight);
}

function keepInPlace(seen) {
  const [id, before] = seen.find(([each]) => byId(each)) ?? [];
  if (id) scrollBy({ top: byId(id).getBoundingClientRect().top - before, behavior: "instant" });
}

function show(fresh) {
  // Everything has started again: what this page has kept is of before.
  if (fresh.getElementById("news").dataset.person !== byId("news").dataset.person) {
    location.replace(location.pathname.split("/").slice(0, 3).join("/"));
    return;
  }
  byId("news").dataset.seen = fresh.getElementById("news").dataset.seen;
  const seen = inView();
  for (const part of liveParts(document)) {
    const html = fresh.getElementById(part.id)?.innerHTML;
    if (html !== undefined && html !== shown.get(part.id)) {
      shown.set(part.id, html);
      replaceContent(part, html);
    }
  }
  keepInPlace(seen);
  tellNews();
}

async function refresh() {
  if (fetching) {
    fetchAgain = true;
    return;
  }
  fetching = true;
  fetchAgain = false;
  try {
    // Never the address of a form, which may not be offered any more.
    const response = await fetch(byId("news").dataset.page, { cache: "no-store" });
    show(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    // The stream of changes is lost as well, and says so.
  }
  fetching = false;
  if (fetchAgain) refresh();
}

function connect() {
  const lost = byId("lost");
  // The server says at once whether anything has changed since, while nobody listened.
  source = new EventSource(`/changes?seen=${byId("news").dataset.seen}`);
  source.addEventListener("open", () => (lost.textContent = ""));
  source.addEventListener("change", refresh);
  source.addEventListener("error", () => {
    if (lost.textContent !== LOST) lost.textContent = LOST;
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
  });
}

// A page that nobody sees needs no connection, of which a browser has few.
function connectIfSeen() {
  source?.close();
  if (document.visibilityState === "visible") connect();
}

if (byId("news")) {
  liveParts(document).forEach((part) => shown.set(part.id, part.innerHTML));
  tellNews();
  addEventListener("beforeunload", () => (leaving = true));
  document.addEventListener("visibilitychange", connectIfSeen);
  connectIfSeen();
}
