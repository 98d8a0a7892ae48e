/**
 * Answers for the page of interviews without a network. It keeps the page itself, in each language, asked without cookies,
 * and what the page needs; never an answer of anybody, since it touches nothing that it did not keep at its beginning.
 */
const { version, page, assets } = self.SHELL;
const CACHE = `corridor-interview-${version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      for (const url of assets) {
        const answer = await fetch(url, { credentials: "omit", cache: "no-store" });
        if (!answer.ok || answer.redirected) throw new Error(url);
        await cache.put(url, answer);
      }
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  const isPage = event.request.mode === "navigate" && url.pathname === page;
  const wanted = isPage ? `${page}?lang=${language(url)}` : url.pathname + url.search;
  if (!assets.includes(wanted)) return;
  event.respondWith((async () => (await (await caches.open(CACHE)).match(wanted, { ignoreVary: true })) ?? fetch(event.request))());
});

function language(url) {
  const known = assets.filter((one) => one.startsWith(`${page}?`)).map((one) => one.slice(-2));
  const asked = [url.searchParams.get("lang"), ...navigator.languages.map((one) => one.slice(0, 2))];
  return asked.find((one) => known.includes(one)) ?? known[0];
}
