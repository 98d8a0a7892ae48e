/** Builds the style sheet and the few scripts into the package, with fixed names and ready-compressed copies. */
import { gzipSync, brotliCompressSync, constants } from "node:zlib";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vite";
import { world } from "./world.js";

const target = "../src/corridor/web/design/static/built";

/** Writes the shapes of the world's countries beside the scripts. */
const shapes = () => ({
  name: "corridor-shapes",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "world.json", source: JSON.stringify(world()) });
  },
});

/** Writes a .gz and a .br beside every text file, so that a poor connection carries as little as it can. */
const compressed = () => ({
  name: "corridor-compressed",
  writeBundle({ dir }) {
    for (const name of readdirSync(dir)) {
      const path = join(dir, name);
      if (!statSync(path).isFile() || !/\.(css|js)$|world\.json$/.test(name)) continue;
      const content = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    }
  },
});

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [shapes(), compressed()],
  build: {
    outDir: target,
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: true,
    target: ["chrome109", "firefox115", "safari16"],
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: { app: "src/app.css", map: "src/map.js", htmx: "src/htmx.js", slider: "src/slider.js", print: "src/print.js", keeping: "src/keeping.js", interview: "src/interview.js", "interview-worker": "src/interview/worker.js", report: "src/report.js" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        // Not every server knows the media type of .mjs, and a worker needs the right one.
        assetFileNames: ({ names }) => (names[0]?.endsWith(".mjs") ? "[name].js" : "[name][extname]"),
      },
    },
  },
});
