"""Small numbers hidden in what is public, so that none of them can be worked out from what is left."""
