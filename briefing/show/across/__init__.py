"""Many papers side by side: the verbs of the notebook across seeds."""
