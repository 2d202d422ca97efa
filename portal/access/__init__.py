"""Who may: roles, the case rules, and the same rules as a select."""
