/** Packs the package once, before the first file of this folder runs. */
import type { TestProject } from 'vitest/node';
import { TempFolder } from '../support/repo.ts';
import { pack, type Packed } from './project.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly packed: Packed;
  }
}

export default function packOnce(project: TestProject): () => void {
  const folder = new TempFolder();
  project.provide('packed', pack(folder));
  return () => folder[Symbol.dispose]();
}
