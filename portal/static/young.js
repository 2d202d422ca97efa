// Heard: small helps on the pages of young people, on top of pages that work without them.
