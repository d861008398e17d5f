// Under the C locale a browser may call its language 'en-US@posix', which Intl refuses and uPlot asks Intl for as soon as
// it is loaded. This module is imported before it.
try {
  Intl.getCanonicalLocales(navigator.language)
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true })
}
