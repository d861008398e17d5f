import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

/** As much of a document as React asks for when components render nothing: hooks run as in a browser, effects included. */
function stage() {
  const listens = { addEventListener() {}, removeEventListener() {} }
  const view = { ...listens, HTMLIFrameElement: class {}, event: undefined }
  const document = { ...listens, nodeType: 9, defaultView: view, activeElement: null }
  const container = {
    ...listens,
    nodeType: 1,
    tagName: 'DIV',
    ownerDocument: document,
    namespaceURI: 'html',
    textContent: '',
  }
  return { view, container }
}

/** Mount components that render nothing, and return how to unmount them. */
export function mount(node: ReactNode): () => void {
  const { view, container } = stage()
  // React reads the event that is being handled, of which there is none here.
  Object.assign(globalThis, { window: view })
  const root = createRoot(container as unknown as Element)
  root.render(node)
  return () => root.unmount()
}

/** Take away what `mount` left, so that other tests see Node as it is. */
export function unstage(): void {
  Reflect.deleteProperty(globalThis, 'window')
}

/** Resolve once `ready` returns something. */
export async function until<value>(ready: () => value | undefined | false): Promise<value> {
  for (;;) {
    const value = ready()
    if (value !== undefined && value !== false) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
