/** Modules of the examples that the reader has, or that bring no types along. */
declare module "*.json" {
  const value: Record<string, unknown>;
  export default value;
}
declare module "node:fs/promises" {
  export function writeFile(path: string, text: string): Promise<void>;
}
