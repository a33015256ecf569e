// Keeps the page true: whenever the server says that there is something else to see, the page of the person
// is fetched again, and of every part marked data-live that differs the content is replaced.
"use strict";

const shown = new Map();
let fetching = false;
let fetchAgain = false;
let source = null;

const liveParts = (root) => [...root.querySelectorAll("[data-live][id]")];
const byId = (id) => (id ? document.getElementById(id) : null);

function newsIn(root) {
  const carriers = [...root.querySelectorAll("[data-news]")];
  return new Map(carriers.map((each) => [each.dataset.newsId, each.dataset.news]));
}

function say(before, after) {
  const news = [...after].filter(([id]) => !before.has(id)).map(([, text]) => text);
  if (news.length > 0) {
    byId("news").textContent = `${news.join(". ")}.`;
  }
}

// Opened details stay open, and the focus stays where it was or goes to the part that changed.
function replaceContent(part, html) {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const open = [...part.querySelectorAll("details[open][id]")].map((each) => each.id);
  part.innerHTML = html;
  open.map(byId).forEach((each) => each?.setAttribute("open", ""));
  if (focused) {
    const successor = byId(focused.id) ?? part;
    if (successor === part) part.tabIndex = -1;
    successor.focus({ preventScroll: true });
  }
}

function show(fresh) {
  const before = newsIn(document);
  for (const part of liveParts(document)) {
    const html = fresh.getElementById(part.id)?.innerHTML;
    if (html !== undefined && html !== shown.get(part.id)) {
      shown.set(part.id, html);
      replaceContent(part, html);
    }
  }
  say(before, newsIn(document));
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
  source = new EventSource("/changes");
  // What changed while nobody listened is fetched as well.
  source.addEventListener("open", () => {
    byId("lost").hidden = true;
    refresh();
  });
  source.addEventListener("change", refresh);
  source.addEventListener("error", () => {
    byId("lost").hidden = false;
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
  document.addEventListener("visibilitychange", connectIfSeen);
  connectIfSeen();
}
