/**
 * How much memory the package holds: that of its wasm modules, and the heap after a collection (Node and Chromium with
 * `--expose-gc`). Must be imported before the package, whose instances it notes.
 */

const memories = [];
const { Instance } = WebAssembly;

WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    memories.push(...Object.values(this.exports).filter((value) => value instanceof WebAssembly.Memory));
  }
};

/** Module instances so far: a second one means that the first has trapped. */
export const instances = () => memories.length;

/** Bytes of wasm memory, which never shrinks. */
export const wasmMemory = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);

/** @returns {Promise<{ wasm: number, heap: number }>} bytes in use */
export async function memoryInUse() {
  // What a collection finds is handed back by finalizers, which run in a task of their own.
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const heap = globalThis.process?.memoryUsage().heapUsed ?? performance.memory.usedJSHeapSize;
  return { wasm: wasmMemory(), heap };
}
