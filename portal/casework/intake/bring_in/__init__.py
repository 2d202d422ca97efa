"""An earlier system's records come in: read whole, checked whole, then made into cases by the verbs that staff use, all or nothing."""
