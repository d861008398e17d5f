// As much of react-dom as the tests use: its types are a package of their own, for which there is no other need here.
declare module 'react-dom/client' {
  import type { ReactNode } from 'react'

  export function createRoot(container: Element): { render(node: ReactNode): void; unmount(): void }
}
