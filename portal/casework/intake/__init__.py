"""From the first word of a draft to triage."""
