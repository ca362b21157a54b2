// What a folder needs of the operating system; a simulated one stands in for it in tests. Errors carry the system's `code`, such as ENOSPC.

export interface Disk {
  /** Undefined where there is none. Links are refused: ELOOP. */
  read(path: string): Promise<Uint8Array | undefined>
  /** What is in a folder, empty where there is none. */
  names(folder: string): Promise<readonly string[]>
  isFolder(path: string): Promise<boolean>
  /** For its owner alone. Nothing happens where there is one; ENOTDIR when something else, such as a link, has the name. */
  makeFolder(path: string): Promise<void>
  /** For its owner alone. `new` fails with EEXIST, `old` with ENOENT; links are refused. */
  open(path: string, which: 'new' | 'old'): Promise<OpenFile>
  rename(from: string, to: string): Promise<void>
  /** A second name for a file. EEXIST when it is taken. */
  link(from: string, to: string): Promise<void>
  /** Nothing happens where there is none. */
  remove(path: string): Promise<void>
  /** Names in it, new and removed, are durable afterwards. */
  syncFolder(path: string): Promise<void>
}

export interface OpenFile {
  size(): Promise<number>
  write(bytes: Uint8Array, at: number): Promise<void>
  truncate(size: number): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}
