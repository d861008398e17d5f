@rem The npm scripts say `exec node ...` so that no shell stays between npm and Node to swallow signals.
@rem Windows has no `exec`: this stands in for it.
@%*
