/** Start of the thread's part of the memory: each thread has its own tables, objects and blocks. */
export let area: i32 = 0;

export function setArea(at: i32): void {
  area = at;
}
