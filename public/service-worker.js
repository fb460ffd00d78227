// Keeps the shell of the app on this device, so that it opens without a network. Never data: rows and
// edits live in IndexedDB and nothing below /api or /embed is touched here.
//
// A new build installs quietly beside the old one and waits. It takes over when every tab is closed, or
// when a person asks for it. The files of older builds stay until the only tab left runs the new one,
// so an open tab never loses a file that it may still load.

const BUILD = "__BUILD__";
const FILES = __FILES__;
const PREFIX = "shell-";
const SHELL = PREFIX + BUILD;

self.addEventListener("install", (event) => event.waitUntil(keep()));

self.addEventListener("activate", (event) =>
  event.waitUntil(sweep(0).then(() => self.clients.claim())),
);

self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
  if (event.data === "sweep") event.waitUntil(sweep(1));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || !ours(url)) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});

/** Whether the shell answers for this address. */
function ours(url) {
  const path = url.pathname;
  return !/^\/(api|embed|healthz|oembed|service-worker\.js|widget\.js)(\/|$)/.test(path);
}

/** Fetches every file of this build; all of them or none. */
async function keep() {
  const cache = await caches.open(SHELL);
  const answers = await Promise.all(
    FILES.map(async (path) => {
      // What carries a hash in its name may come from the browser's own cache; the rest must be fresh.
      const mode = path.startsWith("/assets/") ? "default" : "reload";
      const answer = await fetch(path, { cache: mode, credentials: "omit" });
      if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
      return [path, answer];
    }),
  );
  await belongs(answers);
  await Promise.all(answers.map(([path, answer]) => cache.put(path, answer)));
}

/** The page must be of this build: while a server is being replaced it may already be of the next. */
async function belongs(answers) {
  const boot = FILES.find((path) => path.startsWith("/assets/boot-"));
  const [, index] = answers.find(([path]) => path === "/") ?? [];
  if (!boot || !index) return;
  const text = await index.clone().text();
  if (!text.includes(boot)) throw new Error("the page is of another build");
}

/** The page itself: from this device first, so that the first paint never waits for a network. */
async function page(request) {
  const cache = await caches.open(SHELL);
  return (await cache.match("/")) ?? fetch(request);
}

/** A file: this build's copy, then one of a build that another tab still runs, then the network. */
async function file(request) {
  const cache = await caches.open(SHELL);
  const options = { ignoreVary: true };
  return (
    (await cache.match(request, options)) ?? (await caches.match(request, options)) ?? fetch(request)
  );
}

/** Forgets older builds when no more than `tabs` windows are open: none of them runs an older one. */
async function sweep(tabs) {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length > tabs) return;
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}
